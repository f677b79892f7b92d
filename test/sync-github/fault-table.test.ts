import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type FaultName, faults, faultyServer } from '../support/faults.ts';
import { countedFrequencies, indexContents } from '../support/index-contents.ts';
import { tableCases } from '../support/long-runs.ts';
import { serveSlices } from '../support/serve-slices.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { kindOf, type RequestKind, serveGithub } from './serve-github.ts';

const clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
const pages = (text: string) =>
  Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`page-${i}.md`, `# Page ${i}\n\n${text} number ${i}.\n`]),
  );
const before = clone.commit('Write', { ...pages('Coffee'), 'gone.md': '# Gone\n', 'same.md': 'x' });
const after = clone.commit('Change', { ...pages('Tea'), 'gone.md': null, 'new.md': '# New\n' });

const server = faultyServer();
let database: Database;
let github: Awaited<ReturnType<typeof serveGithub>>;
let workflow: Awaited<ReturnType<typeof serveSlices>>;
let fromScratch: Awaited<ReturnType<typeof indexContents>>;

const moveTo = (commit: string) =>
  clone.gitWithInput(
    `update refs/heads/main ${commit}\nupdate refs/remotes/origin/main ${commit}\n`,
    'update-ref',
    '--stdin',
  );
const paths = async () =>
  (await database.query<{ path: string }>('select path from documents order by path')).map(
    ({ path }) => path,
  );
/** A document keeps the commit it was stored at in its link. */
const unpinned = async () => {
  const contents = await indexContents(database);
  return JSON.parse(JSON.stringify(contents).replaceAll(before, after)) as typeof contents;
};
const lastRun = async () =>
  (
    await database.query<{ outcome: string; code: string | null; balances: boolean }>(
      `select outcome, error->>'code' as code,
              seen = indexed + unchanged
                + (select coalesce(sum(value::int), 0) from jsonb_each_text(skipped))
                + (select coalesce(sum(value::int), 0) from jsonb_each_text(failed)) as balances
       from sync_runs order by id desc limit 1`,
    )
  )[0];

beforeAll(async () => {
  github = await serveGithub([clone.folder], { intercept: server.intercept, token: 'the-token' });
  workflow = await serveSlices(
    'github',
    ['acme/handbook'],
    () => database,
    (name, limits) => github.source(name, { ...limits, requestTimeoutMs: server.patienceMs }),
  );
  database = await openTestDatabase();
  moveTo(after);
  expect(await workflow.sync()).toMatchObject({ status: 200, body: { done: true, indexed: 14 } });
  fromScratch = await unpinned();
});
beforeEach(async () => {
  server.mend();
  database = await openTestDatabase();
  moveTo(before);
  expect(await workflow.sync()).toMatchObject({ status: 200, body: { done: true, indexed: 14 } });
  moveTo(after);
});
afterAll(async () => {
  await workflow.close();
  await github.close();
  removeTemporaryFolders();
});

/** The function's status, and how the run ended; null is a run that goes on later. */
type Expected = [status: number, outcome: string | null];
const failed = (status: number): Expected => [status, 'failed'];
const goesOn: Expected = [200, null];
const partial: Expected = [200, 'partial'];
const whole: Expected = [200, 'succeeded'];

const table: Record<FaultName, Record<'head' | 'tree' | 'blob' | 'tarball', Expected>> = {
  '401': { head: failed(403), tree: failed(403), blob: failed(403), tarball: whole },
  '403': { head: failed(403), tree: failed(403), blob: failed(403), tarball: whole },
  '404': { head: failed(404), tree: failed(503), blob: partial, tarball: whole },
  '409': { head: failed(503), tree: failed(503), blob: partial, tarball: whole },
  '429': { head: goesOn, tree: goesOn, blob: goesOn, tarball: goesOn },
  '500': { head: failed(503), tree: failed(503), blob: partial, tarball: whole },
  '502': { head: failed(503), tree: failed(503), blob: partial, tarball: whole },
  '503': { head: failed(503), tree: failed(503), blob: partial, tarball: whole },
  'time-out': { head: failed(504), tree: failed(504), blob: partial, tarball: whole },
  'connection reset': { head: failed(503), tree: failed(503), blob: partial, tarball: whole },
  'truncated body': { head: failed(503), tree: failed(503), blob: partial, tarball: whole },
  'wrong JSON': { head: failed(503), tree: failed(503), blob: partial, tarball: whole },
};

/** Blobs are asked for one by one only where the archive is not to be had. */
const broken: Record<'head' | 'tree' | 'blob' | 'tarball', readonly RequestKind[]> = {
  head: ['head'],
  tree: ['tree'],
  blob: ['blob', 'download'],
  tarball: ['download'],
};

const stages = ['head', 'tree', 'blob', 'tarball'] as const;
const cases = tableCases(Object.keys(faults) as FaultName[], stages);

describe('GitHub', () => {
  test.each(cases)('answering with %s at the %s', async (fault, stage) => {
    const [status, outcome] = table[fault][stage];
    const stored = await paths();
    server.break(fault, (url) => broken[stage].includes(kindOf(url)));
    const answer = await workflow.sync();

    expect(answer.status).toBe(status);
    const run = await lastRun();
    expect(run?.outcome).toBe(outcome);
    if (outcome === null) {
      expect(answer.body).toMatchObject({ done: false });
      expect(answer.body.retry_after_seconds).toBeGreaterThan(590);
    } else if (outcome === 'failed') {
      expect(answer.body).toMatchObject({ error: { code: run?.code, message: /\w/ } });
    } else {
      expect(answer.body).toMatchObject({ done: true, seen: 14, deleted: 1 });
      expect(run?.balances).toBe(true);
    }
    // Only what a complete listing no longer held is gone.
    const isListed = stage !== 'head' && stage !== 'tree' && status === 200 && outcome !== null;
    const kept = isListed ? stored.filter((path) => path !== 'gone.md') : stored;
    expect(await paths()).toEqual(expect.arrayContaining(kept));

    server.mend();
    await database.query(`update problems set next_attempt_at = now() where outcome = 'failed'`);
    await database.query(`update sources set lease_expires_at = now() - interval '1 s'`);
    expect(await workflow.sync()).toMatchObject({ status: 200, body: { done: true, failed: 0 } });
    const synced = await unpinned();
    expect(synced).toEqual(fromScratch);
    expect(synced.frequencies).toEqual(await countedFrequencies(database));
  });
});
