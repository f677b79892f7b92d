// Measures how well search ranks, on a judged set (corpus.jsonl, queries.jsonl, qrels.tsv,
// exclude.tsv; threads in repository.github or those of several repositories, pages in site):
//   npm run eval -- --set DIR [--run OUT.tsv] [--compare BASELINE.tsv] [--json]
//     [--without conversations] [--without web]
//   npm run eval -- --repo DIR [--tune] [--json]
// The latter measures it with a git clone's answer key, .docpilot/eval.yaml, as each sync does;
// --tune looks for the best EMBED_WEIGHT with the embedder of EMBED_PROVIDER. A baseline is a stored
// run; the exit code is 1 if search is significantly worse than the baseline.
import { parseArgs } from 'node:util';
import { optionalSetting } from '../shared/src/config.ts';
import { ndcgByGroup } from './eval/by-group.ts';
import { ingest } from './eval/ingest.ts';
import { readJudgedSet } from './eval/judged-set.ts';
import { measureRepository } from './eval/measure-repository.ts';
import { interval, judge, mean, pairedTest, type Scores } from './eval/metrics.ts';
import { openBenchDatabase } from './eval/open-bench-database.ts';
import { readRun, writeRun } from './eval/run-file.ts';
import { searchAll } from './eval/search-all.ts';
import { besideFiles, openSetSources } from './eval/set-sources.ts';
import { fromCaller } from './from-caller.ts';
import { percentile } from './percentile.ts';

const significant = 0.05;

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    run: { type: 'string' },
    compare: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
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
const without = besideFiles.filter((kind) => values.without.includes(kind));
if (without.length < values.without.length) {
  console.error(`A set can be measured --without ${besideFiles.join(' or ')} only.`);
  process.exit(2);
}
const { sources, close } = await openSetSources(set, { without });
const database = await openBenchDatabase(sources.map(({ name }) => name));
for (const source of sources) await ingest(database, source);
await close();
const [{ indexed } = { indexed: 0 }] = await database.query<{ indexed: number }>(
  'select count(*)::int as indexed from documents',
);
const { run, latencies } = await searchAll(database, set);
await database.close();

if (values.run !== undefined) writeRun(fromCaller(values.run), run);
const scores = judge(set, run);
const names = ['ndcg10', 'recall10', 'recall50', 'mrr10', 'pass5', 'pass10', 'pass20'] as const;
const column = (judged: ReadonlyMap<string, Scores>, name: keyof Scores) =>
  [...judged.values()].map((score) => score[name]);
console.log(`${set.name}: ${indexed} documents, ${set.queries.length} queries`);
for (const name of names) {
  const [low, high] = interval(column(scores, name));
  const value = mean(column(scores, name));
  console.log(
    `${name.padEnd(9)} ${value.toFixed(4)}  95 %: ${low.toFixed(3)} – ${high.toFixed(3)}`,
  );
}
const groups = ndcgByGroup(set.queries, scores);
for (const [group, ndcg10] of groups)
  console.log(`ndcg10 of queries about ${group}: ${ndcg10.toFixed(4)}`);
if (values.compare !== undefined) compare(fromCaller(values.compare));
if (values.json) {
  const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
  console.log(
    JSON.stringify({
      set: set.name,
      queries: set.queries.length,
      ...Object.fromEntries(names.map((name) => [name, rounded(mean(column(scores, name)), 4)])),
      ...(groups.size > 0 && {
        ndcg10_by_group: Object.fromEntries(
          [...groups].map(([group, ndcg10]) => [group, rounded(ndcg10, 4)]),
        ),
      }),
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
