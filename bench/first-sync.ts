// Measures how long a first sync takes, and how fast search is meanwhile.
//   npm run bench:first-sync -- --repo DIR [--query TEXT]     (DATABASE_URL for a real server)
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Report } from '../local/report.ts';
import { percentile } from './percentile.ts';

const { values } = parseArgs({
  options: { repo: { type: 'string' }, query: { type: 'string', default: 'how do I get started' } },
});
if (values.repo === undefined) {
  console.error('Say which git clone to sync: npm run bench:first-sync -- --repo DIR');
  process.exit(2);
}
const repo = resolve(process.env.INIT_CWD ?? '.', values.repo);
const main = join(import.meta.dirname, '..', 'local', 'main.ts');
const data = mkdtempSync(join(tmpdir(), 'docpilot-bench-'));
const key = 'a-key-for-the-benchmark';
const port = 18_080;

async function run() {
  const startedAt = performance.now();
  const args = ['--once', '--repo', repo, '--data', data, '--port', String(port)];
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, API_TOKEN: key },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  let peakBytes = 0;
  const latencies: number[] = [];
  const ended = new Promise((done) => child.once('exit', done));
  while (child.exitCode === null) {
    peakBytes = Math.max(peakBytes, peakMemory(child.pid));
    const askedAt = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/search`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ query: values.query }),
    }).catch(() => null);
    if (answer?.ok) latencies.push(performance.now() - askedAt);
    await Promise.race([ended, sleep(20)]);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const report = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Report;
  return { seconds, report, peakBytes, latencies };
}

/** The peak memory of a process so far, in bytes; 0 if there is no /proc. */
function peakMemory(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

const database = process.env.DATABASE_URL ? 'Postgres' : 'PGlite';
const first = await run();
const second = await run();
const [source] = first.report.sources;
console.table({
  [`first start, ${database}`]: row(first),
  [`second start, ${database}`]: row(second),
});
console.log(
  `${((source?.indexed ?? 0) / (source?.seconds ?? 1)).toFixed(0)} files/s in the sync itself`,
);
rmSync(data, { recursive: true, force: true });

function row({ seconds, report, peakBytes, latencies }: Awaited<ReturnType<typeof run>>) {
  return {
    'ready after s': Number(seconds.toFixed(2)),
    'sync s': report.sources[0]?.seconds,
    indexed: report.indexed,
    'GitHub requests': report.requests.github,
    'peak MB': Math.round(peakBytes / 1e6),
    searches: latencies.length,
    'search p50 ms': Math.round(percentile(latencies, 0.5)),
    'search p95 ms': Math.round(percentile(latencies, 0.95)),
  };
}
