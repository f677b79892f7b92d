// Syncs the conversations of a repository with 10,000 threads, and measures requests, time and the
// function's memory:
//   npm run bench:many-threads -- [--threads 10000]
// DATABASE_URL or TEST_DATABASE_URL names an empty Postgres (scripts/with-postgres.sh makes one).
import { parseArgs } from 'node:util';
import { keepResult } from './keep-result.ts';
import { makeThreads, repository } from './many-threads/make-threads.ts';
import { serveThreads } from './many-threads/serve-threads.ts';
import { measuredFunction } from './measured-function/measured-function.ts';
import { openServerDatabase } from './server-database.ts';

const { values } = parseArgs({ options: { threads: { type: 'string', default: '10000' } } });
const { databaseUrl, database } = await openServerDatabase();
const threads = makeThreads(Number(values.threads));
const github = await serveThreads(repository, threads);
const measured = await measuredFunction('sync-github', {
  DATABASE_URL: databaseUrl,
  GITHUB_API_URL: github.url,
  GH_REPOS: repository,
  GH_PAT: 'a-token',
});

const figures: Record<string, object> = {};
try {
  await sync('first');
  await sync('nothing changed');
  const name = values.threads === '10000' ? 'many-threads' : `many-threads-${values.threads}`;
  keepResult(name, `npm run bench:many-threads -- --threads ${values.threads}`, figures);
} finally {
  measured.close();
  await github.close();
  await database.close();
}

async function sync(execution_id: string): Promise<void> {
  const startedAt = performance.now();
  const asked = github.requests;
  const body = { repository, execution_id };
  const slices: Record<string, unknown>[] = [];
  for await (const slice of measured.sync('/conversations', body)) slices.push(slice);
  const { seen, indexed } = slices.at(-1) ?? {};
  figures[execution_id] = {
    threads: seen,
    comments: threads.comments.length + threads.reviewComments.length,
    indexed,
    requests: github.requests - asked,
    slices: slices.length,
    seconds: Math.round((performance.now() - startedAt) / 1000),
    'peak MiB': measured.peakMiB(),
  };
}
