// Measures how well search ranks, on a judged set (corpus.jsonl, queries.jsonl, qrels.tsv,
// exclude.tsv).   npm run eval -- --set DIR [--run OUT.tsv] [--compare BASELINE.tsv] [--json]   npm
// run eval -- --repo DIR [--tune] [--json] measures it with a git clone's answer key,
// .docpilot/eval.yaml, as each sync does; --tune looks for the best EMBED_WEIGHT with the embedder
// of EMBED_PROVIDER. A baseline is a stored run; the exit code is 1 if search is significantly
// worse than the baseline.
import { parseArgs } from 'node:util';
import { optionalSetting } from '../shared/src/config.ts';
import { searchPassages } from '../shared/src/search/search-passages.ts';
import type { Database } from '../shared/src/store/connection/database.ts';
import { corpusSource } from './eval/corpus-source.ts';
import { ingest } from './eval/ingest.ts';
import { type JudgedSet, readJudgedSet } from './eval/judged-set.ts';
import { measureRepository } from './eval/measure-repository.ts';
import { interval, judge, mean, pairedTest, type Scores } from './eval/metrics.ts';
import { openBenchDatabase } from './eval/open-bench-database.ts';
import { type Run, readRun, writeRun } from './eval/run-file.ts';
import { fromCaller } from './from-caller.ts';
import { percentile } from './percentile.ts';

/** The number of results that are judged, and the usual number of results, which is timed. */
const limits = { judged: 200, timed: 10 };
const significant = 0.05;

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    run: { type: 'string' },
    compare: { type: 'string' },
    repo: { type: 'string' },
    tune: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
if (values.repo !== undefined) {
  const weight = optionalSetting(process.env, 'embedWeight');
  const { tune, json } = values;
  await measureRepository(fromCaller(values.repo), { weight, tune, json });
  process.exit();
}
if (values.set === undefined) {
  console.error('Say what to measure: npm run eval -- --set DIR, or --repo DIR');
  process.exit(2);
}
const set = readJudgedSet(fromCaller(values.set));
const source = corpusSource(set);
const database = await openBenchDatabase([source.name]);
await ingest(database, source);
const { run, latencies } = await searchAll(database, set);
await database.close();

if (values.run !== undefined) writeRun(fromCaller(values.run), run);
const scores = judge(set, run);
const names = ['ndcg10', 'recall10', 'recall50', 'mrr10', 'pass5', 'pass10', 'pass20'] as const;
const column = (judged: ReadonlyMap<string, Scores>, name: keyof Scores) =>
  [...judged.values()].map((score) => score[name]);
console.log(`${set.name}: ${set.documents.length} documents, ${set.queries.length} queries`);
for (const name of names) {
  const [low, high] = interval(column(scores, name));
  const value = mean(column(scores, name));
  console.log(
    `${name.padEnd(9)} ${value.toFixed(4)}  95 %: ${low.toFixed(3)} – ${high.toFixed(3)}`,
  );
}
if (values.compare !== undefined) compare(fromCaller(values.compare));
if (values.json) {
  const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
  console.log(
    JSON.stringify({
      set: set.name,
      queries: set.queries.length,
      ...Object.fromEntries(names.map((name) => [name, rounded(mean(column(scores, name)), 4)])),
      ms_p50: rounded(percentile(latencies, 0.5), 2),
      ms_p95: rounded(percentile(latencies, 0.95), 2),
    }),
  );
}

function compare(file: string): void {
  const before = judge(set, readRun(file));
  const differences = [...scores].map(([id, { ndcg10 }]) => ndcg10 - (before.get(id)?.ndcg10 ?? 0));
  const { difference, p } = pairedTest(differences);
  console.log(
    `baseline  ${mean(column(before, 'ndcg10')).toFixed(4)}  nDCG@10 ${difference >= 0 ? '+' : ''}${difference.toFixed(4)}, p = ${p.toFixed(4)}`,
  );
  if (difference < 0 && p < significant) {
    console.error('Search is significantly worse than the baseline.');
    process.exitCode = 1;
  }
}

/**
 * The documents of each query with the score of their best passage, and the time of each search in
 * ms.
 */
async function searchAll(store: Database, { queries }: JudgedSet) {
  const found = new Map<string, ReadonlyMap<string, number>>();
  const times: number[] = [];
  for (const { id, text } of queries) {
    const startedAt = performance.now();
    await searchPassages(store, { query: text, limit: limits.timed });
    times.push(performance.now() - startedAt);
    const { results } = await searchPassages(store, { query: text, limit: limits.judged });
    const documents = new Map<string, number>();
    for (const { path, score, also_in } of results) {
      documents.set(path, score);
      // Near-duplicates of a hit are listed in it, and are ranked directly after it.
      for (const [index, other] of also_in.entries())
        documents.set(other.path, score - (index + 1) * 1e-6);
    }
    found.set(id, documents);
  }
  return { run: found satisfies Run, latencies: times };
}
