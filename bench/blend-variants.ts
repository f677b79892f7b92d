// Compares ways to blend words and meaning on a judged set, with the candidates and scores of
// search.   npm run bench:blend -- DIR [--noise 1.5] [--seed 7] [--cache FILE] Prints nDCG@10 and
// the difference from words only (* is p < .05), with the local embedder and with an oracle, whose
// query vector is the judged document's mean vector plus noise of NOISE times its length.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drainEmbeddings } from '../shared/src/ingest/embeddings/drain-embeddings.ts';
import { createLogger } from '../shared/src/log.ts';
import type { ScoredByBoth } from '../shared/src/search/rank/blend-scores.ts';
import { rankByWords } from '../shared/src/search/rank/rank-by-words.ts';
import { readQuery } from '../shared/src/search/rank/read-query.ts';
import { readActiveGeneration } from '../shared/src/store/embeddings/embedding-generations.ts';
import { findByVector, readSimilarities } from '../shared/src/store/search/find-by-vector.ts';
import { localEmbedder } from './blend/local-embedder.ts';
import { variants } from './blend/variants.ts';
import { corpusSource } from './eval/corpus-source.ts';
import { ingest } from './eval/ingest.ts';
import { readJudgedSet } from './eval/judged-set.ts';
import { judge, mean, pairedTest } from './eval/metrics.ts';
import { openBenchDatabase } from './eval/open-bench-database.ts';
import { randomNumbers } from './eval/random-numbers.ts';
import { fromCaller } from './from-caller.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    noise: { type: 'string', default: '1.5' },
    seed: { type: 'string', default: '7' },
    cache: { type: 'string', default: join(tmpdir(), 'docpilot-local-vectors.jsonl') },
  },
});
const set = readJudgedSet(fromCaller(positionals[0] ?? '.'));
const source = corpusSource(set);
const database = await openBenchDatabase([source.name]);
await ingest(database, source);
const embedder = await localEmbedder(values.cache);
const log = createLogger('bench', { level: 'warn' });
const drained = await drainEmbeddings(database, {
  embedder,
  holder: 'bench',
  deadline: Date.now() + 2 ** 31 - 1,
  monthlyCharacters: null,
  log,
});
const generation = await readActiveGeneration(database);
if (generation === undefined || drained.pending > 0) throw new Error(drained.message ?? 'pending');

const scope = {
  filters: {},
  onlyDocumentIds: null,
  excludedDocumentIds: [],
  maxDocuments: 200,
  minDocuments: 20,
};
const random = randomNumbers(Number(values.seed));
const normal = () => Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random());
const rows = await database.query<{ id: number; path: string }>('select id, path from documents');
const paths = new Map(rows.map(({ id, path }) => [id, path]));

for (const name of ['weak', 'oracle']) {
  const candidates = new Map<string, [documents: string[], scores: ScoredByBoth[]]>();
  for (const { id, text } of set.queries) {
    const [own = []] = await embedder.embed([text], 'query');
    const vector = name === 'weak' ? own : ((await oracle(id)) ?? own);
    candidates.set(id, await candidatesOf(text, vector));
  }
  console.log(`\n${set.name}, ${name}`);
  const scoresOf = (blend: (typeof variants)[string]) => {
    const run = [...candidates].map(([id, [documents, both]]) => {
      const scores = blend(both);
      return [id, new Map(documents.map((path, index) => [path, scores[index] ?? 0]))] as const;
    });
    return [...judge(set, new Map(run)).values()].map(({ ndcg10 }) => ndcg10);
  };
  const baseline = scoresOf(variants['words alone'] ?? (() => []));
  for (const [variant, blend] of Object.entries(variants)) {
    const scores = scoresOf(blend);
    const { difference, p } = pairedTest(scores.map((score, i) => score - (baseline[i] ?? 0)));
    const mark = p < 0.05 ? '*' : '';
    const change = `${difference < 0 ? '' : '+'}${difference.toFixed(3)}${mark}`;
    console.log(`${variant.padEnd(24)} ${mean(scores).toFixed(3)} ${change}`);
  }
}
await database.close();

/** The candidates of a search, with both scores of each document. */
async function candidatesOf(text: string, vector: readonly number[]) {
  if (generation === undefined) throw new Error('nothing is embedded');
  const query = { generation, vector };
  const wordQuery = await readQuery(database, text);
  const { passages: byWords } = await rankByWords(database, wordQuery, scope, 'blended');
  const near = await findByVector(database, query, { ...scope, maxDocuments: 50 });
  const similarities = await readSimilarities(database, query, byWords);
  const both = new Map<number, ScoredByBoth>();
  for (const { documentId, similarity } of near)
    both.set(documentId, { words: null, meaning: similarity });
  for (const { documentId, score } of byWords) {
    const similarity = similarities.get(documentId)?.document ?? null;
    both.set(documentId, { words: score, meaning: similarity });
  }
  const documents = [...both.keys()].map((id) => paths.get(id) ?? '');
  return [documents, [...both.values()]] as [string[], ScoredByBoth[]];
}

/** The mean vector of the passages of the query's best-judged document, plus noise. */
async function oracle(query: string): Promise<number[] | undefined> {
  const grades = [...(set.relevant.get(query) ?? [])].sort(([, a], [, b]) => b - a);
  const [row] = await database.query<{ center: string | null }>(
    `select l2_normalize(avg(embedding::vector(512)))::text as center
     from documents join chunks on chunks.document_id = documents.id
     join passages on passages.id = chunks.passage_id
     join embeddings on embeddings.hash = passages.hash
     where documents.path = $1`,
    [grades[0]?.[0] ?? ''],
  );
  if (!row?.center) return undefined;
  const center: number[] = JSON.parse(row.center);
  const noise = center.map(normal);
  const length = Math.hypot(...noise);
  return center.map(
    (value, index) => value + (Number(values.noise) * (noise[index] ?? 0)) / length,
  );
}
