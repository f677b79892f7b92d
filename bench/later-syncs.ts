// A sync without changes and one after a change of one file, of a repository of 5,000 files, against
// the same requests to GitHub without a sync:
//   npm run bench:later-syncs -- [--files 5000] [--rounds 9]
// On the embedded database, or on the Postgres of DATABASE_URL.
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { githubRepository } from '@docpilot/shared/github-repository';
import { openClone } from '../local/github/open-clone.ts';
import { startGithubApi } from '../local/github/start-github-api.ts';
import { ingest } from './eval/ingest.ts';
import { openBenchDatabase } from './eval/open-bench-database.ts';
import { changePage, makeRepository } from './huge-repository/make-repository.ts';
import { keepResult } from './keep-result.ts';
import { percentile } from './percentile.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '9' },
  },
});
const database = await openBenchDatabase([]);
const folder = await makeRepository(Number(values.files));
const asked: string[] = [];
const github = await startGithubApi({
  clones: [await openClone(folder)],
  token: 'the-token',
  intercept: ({ method, url }) => {
    if (method === 'GET') asked.push(url ?? '');
    return false;
  },
});

interface Run {
  /** Milliseconds of a sync, and of its requests to GitHub alone. */
  sync: number;
  requests: number;
  count: number;
}

async function measure(): Promise<Run> {
  asked.length = 0;
  const source = githubRepository('acme/huge', { apiUrl: github.url, token: 'the-token' });
  const startedAt = performance.now();
  await ingest(database, source, { force: false });
  const sync = performance.now() - startedAt;
  const urls = [...asked];
  const askedAt = performance.now();
  for (const url of urls) {
    const headers = { authorization: 'Bearer the-token', 'user-agent': 'bench' };
    await (await fetch(`${github.url}${url}`, { headers })).arrayBuffer();
  }
  return { sync, requests: performance.now() - askedAt, count: urls.length };
}

function row(runs: readonly Run[]) {
  const at = (kind: 'sync' | 'requests') =>
    percentile(
      runs.map((run) => run[kind]),
      0.5,
    );
  return {
    syncMs: Math.round(at('sync')),
    requestsMs: Math.round(at('requests')),
    ratio: Number((at('sync') / at('requests')).toFixed(2)),
    githubRequests: runs[0]?.count,
  };
}

try {
  const first = await measure();
  const figures: Record<string, object> = { [`first of ${values.files}`]: row([first]) };
  const unchanged = [];
  for (let round = 0; round < Number(values.rounds); round += 1) unchanged.push(await measure());
  figures['no change'] = row(unchanged);
  const changed = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    await changePage(folder, round);
    changed.push(await measure());
  }
  figures['one file changed'] = row(changed);
  keepResult('later-syncs', 'npm run bench:later-syncs', figures);
} finally {
  await github.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
