// Searches one instance, as it is deployed, with many callers for a long time, on the Postgres of
// DATABASE_URL:   npm run soak -- DIR... [--seconds 600] [--callers 80]   indexes the folders' files
// and searches for their headings. It prints what each tenth of the time was like, and ends with 1
// if an answer was neither a result nor "busy", if the memory exceeded 1 GiB, or if more connections
// were open than one instance may have.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { ingest } from './eval/ingest.ts';
import { openBenchDatabase } from './eval/open-bench-database.ts';
import { fromCaller } from './from-caller.ts';
import { keepResult } from './keep-result.ts';
import { percentile } from './percentile.ts';
import { readQueries } from './speed/read-queries.ts';
import { readTexts, textSource } from './speed/text-source.ts';

const { values, positionals } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    callers: { type: 'string', default: '80' },
  },
  allowPositionals: true,
});
const { DATABASE_URL: url } = process.env;
if (positionals.length === 0 || !url) {
  console.error('Say DATABASE_URL and which folders: npm run soak -- DIR... [--seconds 600]');
  process.exit(2);
}
const key = 'a-key-for-the-soak-test';
const name = 'docpilot soak';
const periods = 10;
/** As terraform/app/functions.tf sets them. */
const heap = ['--max-semi-space-size=16', '--max-old-space-size=512'];
const maxMemoryMb = 1024;
const table = readFileSync(join(import.meta.dirname, '../terraform/functions.yaml'), 'utf8');
const maxConnections: number = parse(table).search.pool;

const database = await openBenchDatabase(['bench/soak']);
const texts = positionals.flatMap((folder) => [...readTexts(fromCaller(folder))]);
await ingest(database, textSource('bench/soak', new Map(texts)));
await database.query('vacuum analyze');
const queries = await readQueries(database);

const ownUrl = new URL(url);
ownUrl.searchParams.set('application_name', name);
const child = spawn(
  process.execPath,
  [...heap, join(import.meta.dirname, 'speed', 'serve.ts'), 'docpilot'],
  {
    env: { ...process.env, DATABASE_URL: ownUrl.href, API_TOKEN: key, RATE_LIMIT_PER_MINUTE: '0' },
    stdio: ['pipe', 'pipe', 'inherit'],
  },
);
// Stops the instance even if this fails.
process.once('exit', () => child.kill());
const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
const port = await nextNumber();

const failures = new Set<string>();
const rows = [];
for (let period = 1; period <= periods; period += 1) rows.push(await load(period));
keepResult(
  'soak',
  `npm run soak -- DIR... --seconds ${values.seconds} --callers ${values.callers}`,
  Object.fromEntries(rows.map((row, index) => [`tenth ${index + 1}`, row])),
);
const memory = rows.map((row) => row['memory MB']);
const connections = rows.map((row) => row.connections);
const growth = (memory.at(-1) ?? 0) - (memory[1] ?? 0);
console.log(
  `Memory grew by ${growth} MB from the second tenth to the last, connections by ${(connections.at(-1) ?? 0) - (connections[1] ?? 0)}.`,
);
for (const failure of failures) console.error(failure);
child.kill();
await database.close();
const isOver = Math.max(...memory) > maxMemoryMb || Math.max(...connections) > maxConnections;
process.exitCode = isOver || failures.size > 0 ? 1 : 0;

/** A tenth of the time: every caller sends its next search when it has the answer. */
async function load(period: number) {
  const endsAt = performance.now() + (Number(values.seconds) * 1000) / periods;
  const latencies: number[] = [];
  let busy = 0;
  let most = 0;
  let next = period;
  const watching = setInterval(async () => {
    most = Math.max(most, await countConnections().catch(() => 0));
  }, 1_000);
  const caller = async () => {
    while (performance.now() < endsAt) {
      const query = queries[next++ % queries.length] ?? '';
      const askedAt = performance.now();
      const { status, text } = await ask(query);
      if (status === 200) latencies.push(performance.now() - askedAt);
      else if (status === 503 && text.includes('busy')) busy += 1;
      else failures.add(`${status} ${text}`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.callers) }, caller));
  clearInterval(watching);
  child.stdin.write('\n');
  const bytes = await nextNumber();
  return {
    searches: latencies.length,
    busy,
    failed: failures.size,
    'p50 ms': Math.round(percentile(latencies, 0.5)),
    'p95 ms': Math.round(percentile(latencies, 0.95)),
    'memory MB': Math.round(bytes / 2 ** 20),
    connections: Math.max(most, await countConnections()),
  };
}

/** The next number that the instance prints, between the lines of its log. */
async function nextNumber(): Promise<number> {
  for (;;) {
    const { done, value } = await lines.next();
    if (done) throw new Error('The instance has ended.');
    if (/^\d+$/.test(value)) return Number(value);
  }
}

async function ask(query: string): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: JSON.stringify({ query }),
      headers: { 'content-type': 'application/json', 'x-api-key': key },
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { status: 0, text: String(error) };
  }
}

async function countConnections(): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    'select count(*) as count from pg_stat_activity where application_name = $1',
    [name],
  );
  return row?.count ?? 0;
}
