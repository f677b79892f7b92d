// Syncs a repository of 100,000 files in time slices, and measures the memory of the function:
//   npm run bench:huge-repository -- [--files 100000] [--slice-seconds 120]
// DATABASE_URL or TEST_DATABASE_URL names an empty Postgres (scripts/with-postgres.sh makes one).
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openClone } from '../local/github/open-clone.ts';
import { startGithubApi } from '../local/github/start-github-api.ts';
import { makeRepository } from './huge-repository/make-repository.ts';
import { measuredFunction } from './measured-function/measured-function.ts';
import { openServerDatabase } from './server-database.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '100000' },
    'slice-seconds': { type: 'string', default: '120' },
  },
});
const { databaseUrl, database } = await openServerDatabase();
const folder = await makeRepository(Number(values.files));
const github = await startGithubApi({ clones: [await openClone(folder)] });
const measured = await measuredFunction('sync-github', {
  DATABASE_URL: databaseUrl,
  GITHUB_API_URL: github.url,
  GH_REPOS: 'acme/huge',
  GH_PAT: 'a-token',
  SLICE_SECONDS: values['slice-seconds'],
});

const rows: object[] = [];
try {
  await sync('first');
  await sync('second');
  console.table(rows);
} finally {
  measured.close();
  await github.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}

async function sync(execution_id: string): Promise<void> {
  const startedAt = performance.now();
  let asked = github.requests;
  let sliceStartedAt = startedAt;
  let slice = 1;
  for await (const answer of measured.sync('/', { repository: 'acme/huge', execution_id })) {
    const seconds = (performance.now() - startedAt) / 1000;
    rows.push({
      sync: execution_id,
      slice,
      's of the slice': Math.round((performance.now() - sliceStartedAt) / 1000),
      indexed: answer.indexed,
      unchanged: answer.unchanged,
      requests: github.requests - asked,
      'files/s so far': Math.round(Number(answer.indexed) / seconds),
      'peak MiB': measured.peakMiB(),
    });
    console.log(JSON.stringify(rows.at(-1)));
    asked = github.requests;
    sliceStartedAt = performance.now();
    slice += 1;
  }
}
