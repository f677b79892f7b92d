// Syncs a repository of 100,000 files in time slices, and measures the memory of the function:
//   npm run bench:huge-repository -- [--files 100000] [--slice-seconds 120]
// DATABASE_URL or TEST_DATABASE_URL names an empty Postgres (scripts/with-postgres.sh makes one).
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { connectDatabase } from '@docpilot/shared/connect';
import { migrate } from '@docpilot/shared/migrate';
import { openClone } from '../local/github/open-clone.ts';
import { startGithubApi } from '../local/github/start-github-api.ts';
import { makeRepository } from './huge-repository/make-repository.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '100000' },
    'slice-seconds': { type: 'string', default: '120' },
  },
});
/** The function's memory on Cloud Run; Node uses about half of it for its heap. */
const memoryMiB = 512;
const databaseUrl = process.env.DATABASE_URL ?? process.env.TEST_DATABASE_URL;
if (databaseUrl === undefined) {
  console.error('Set DATABASE_URL to an empty Postgres, or run this by scripts/with-postgres.sh.');
  process.exit(2);
}

const database = connectDatabase(
  { DATABASE_URL: databaseUrl },
  { poolSize: 1, statementTimeoutMs: 60_000 },
);
await migrate(database);
const folder = await makeRepository(Number(values.files));
const github = await startGithubApi({ clones: [await openClone(folder)] });
const child = spawn(
  process.execPath,
  [
    `--max-old-space-size=${memoryMiB / 2}`,
    join(import.meta.dirname, 'huge-repository', 'function-process.ts'),
  ],
  {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      GITHUB_API_URL: github.url,
      GH_REPOS: 'acme/huge',
      GH_PAT: 'a-token',
      SLICE_SECONDS: values['slice-seconds'],
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const port = Number(await new Promise((said) => child.stdout.once('data', said)));

const rows: object[] = [];
try {
  await sync('first');
  await sync('second');
  console.table(rows);
} finally {
  child.kill();
  await github.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Calls the function until the sync is done, as the workflow does. */
async function sync(execution_id: string): Promise<void> {
  const startedAt = performance.now();
  let asked = github.requests;
  for (let slice = 1; ; slice++) {
    const sliceStartedAt = performance.now();
    const answer = await post({ repository: 'acme/huge', execution_id });
    const seconds = (performance.now() - startedAt) / 1000;
    rows.push({
      sync: execution_id,
      slice,
      's of the slice': Math.round((performance.now() - sliceStartedAt) / 1000),
      indexed: answer.indexed,
      unchanged: answer.unchanged,
      requests: github.requests - asked,
      'files/s so far': Math.round(Number(answer.indexed) / seconds),
      'peak MiB': Math.round(peakBytes() / 2 ** 20),
    });
    console.log(JSON.stringify(rows.at(-1)));
    asked = github.requests;
    if (answer.done === true) return;
    if (typeof answer.done !== 'boolean') throw new Error(JSON.stringify(answer));
  }
}

/** Without fetch, as a slice may take longer than fetch waits for headers. */
function post(body: object): Promise<Record<string, unknown>> {
  return new Promise((answered, failed) => {
    const headers = { 'content-type': 'application/json' };
    request({ port, method: 'POST', headers }, (response) => {
      answered(json(response) as Promise<Record<string, unknown>>);
    })
      .once('error', failed)
      .end(JSON.stringify(body));
  });
}

/** The peak memory of the function's process so far. */
function peakBytes(): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}
