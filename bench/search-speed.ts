// Measures how fast search answers, over HTTP with key and validation, on the Postgres of
// DATABASE_URL:   npm run bench -- DIR... [--passages 100000] [--seconds 15] [--plan] indexes the
// folders' files, or that many passages made from their paragraphs, searches for headings of the
// files, and does the same with MiniSearch instead of the function (up to 200,000 passages). --plan
// prints the query plans for rare and for frequent words, and what a search filtered to ten
// documents finds. Search has four connections, unless DB_POOL_SIZE is set.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ingest } from './eval/ingest.ts';
import { openBenchDatabase } from './eval/open-bench-database.ts';
import { fromCaller } from './from-caller.ts';
import { keepResult } from './keep-result.ts';
import { percentile } from './percentile.ts';
import { explainSearch, findTen } from './speed/explain-search.ts';
import { type Load, load } from './speed/load.ts';
import { readQueries } from './speed/read-queries.ts';
import { readTexts, synthesize, textSource } from './speed/text-source.ts';

const { values, positionals } = parseArgs({
  options: {
    passages: { type: 'string' },
    seconds: { type: 'string', default: '15' },
    plan: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
if (positionals.length === 0 || !process.env.DATABASE_URL) {
  console.error('Say DATABASE_URL and which folders: npm run bench -- DIR... [--passages 100000]');
  process.exit(2);
}
const key = 'a-key-for-the-benchmark';
const passagesInDocument = 7.85;
/** MiniSearch holds 100,000 passages in 2 GB, so that a million would not fit. */
const mostOfYardstick = 200_000;
const planned = ['validate the body of a request', 'import'] as const;
/** Enough to use two cores; a deployed function has two connections, as Cloud SQL has few. */
const connections = '4';
/**
 * As in terraform/app/functions.tf; by default, V8 collects garbage later on machines with more
 * memory.
 */
const heap = ['--max-semi-space-size=16', '--max-old-space-size=512'];
const database = await openBenchDatabase(['bench/speed']);
// What the database holds of an earlier run is kept: a million passages take half an hour.
await ingest(database, textSource('bench/speed', readAll()), { force: false });
await database.query('vacuum analyze');
const queries = await readQueries(database);
const [size] = await database.query<{ documents: number; passages: number; 'disk MB': number }>(
  `select (select count(*) from documents)::int as documents,
          (select count(*) from chunks)::int as passages,
          round(pg_database_size(current_database()) / 1e6)::int as "disk MB"`,
);
if (values.plan) {
  for (const query of planned) {
    console.log(`\n${query}\n${await explainSearch(database, { query, limit: 10 })}`);
  }
  const frequent = planned[1];
  console.log(
    `\nOf 10 documents that a filter leaves, found: ${await findTen(database, frequent)}`,
  );
}
await database.close();
const ours = await measure('docpilot');
const isComparable = size !== undefined && size.passages <= mostOfYardstick;
const compared = isComparable ? compareWith(await measure('minisearch')) : {};
const made = values.passages === undefined ? '' : `-${values.passages}`;
keepResult(`search-speed${made}`, `npm run bench -- DIR...${made.replace('-', ' --passages ')}`, {
  index: { ...size, queries: queries.length },
  DocPilot: ours,
  ...compared,
});

type Figures = Awaited<ReturnType<typeof measure>>;

function compareWith(theirs: Figures) {
  const ratio = Object.entries(ours).map(([name, value]) => [
    name,
    Number((value / theirs[name as keyof Figures]).toFixed(2)),
  ]);
  return { 'MiniSearch in process': theirs, ratio: Object.fromEntries(ratio) };
}

function readAll(): Map<string, string> {
  const texts = positionals.flatMap((folder) => {
    const read = readTexts(fromCaller(folder));
    return [...read].map(([path, text]): [string, string] => [`${folder}/${path}`, text]);
  });
  if (values.passages === undefined) return new Map(texts);
  const documents = Math.ceil(Number(values.passages) / passagesInDocument);
  return synthesize(
    texts.map(([, text]) => text),
    documents,
  );
}

async function measure(kind: 'docpilot' | 'minisearch') {
  const file = join(import.meta.dirname, 'speed', 'serve.ts');
  const child = spawn(process.execPath, [...(kind === 'docpilot' ? heap : []), file, kind], {
    env: {
      DB_POOL_SIZE: connections,
      ...process.env,
      API_TOKEN: key,
      RATE_LIMIT_PER_MINUTE: '1000000',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // Stops the server even if the benchmark fails.
  process.once('exit', () => child.kill());
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const port = Number((await lines.next()).value);
  const seconds = Number(values.seconds);
  await load(port, queries, { clients: 4, seconds: seconds / 3, key });
  const one = await load(port, queries, { clients: 1, seconds, key });
  const eight = await load(port, queries, { clients: 8, seconds, key });
  child.stdin.write('\n');
  const bytes = Number((await lines.next()).value);
  child.kill();
  return {
    'p50 ms': at(one, 0.5),
    'p95 ms': at(one, 0.95),
    '8 clients, p95 ms': at(eight, 0.95),
    '8 clients, searches/s': Math.round(eight.perSecond),
    'memory MB': Math.round(bytes / 1e6),
  };
}

function at({ latencies }: Load, share: number): number {
  return Number(percentile(latencies, share).toFixed(1));
}
