import type { Database } from '@docpilot/shared/database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { driveUnderTest } from '../support/drive-under-test.ts';
import { type FaultName, faults, faultyServer } from '../support/faults.ts';
import { countedFrequencies, indexContents } from '../support/index-contents.ts';
import { tableCases } from '../support/long-runs.ts';
import { serveSlices } from '../support/serve-slices.ts';
import { openTestDatabase } from '../support/test-database.ts';

type Stage = 'list' | 'export' | 'download' | 'changes feed';

function stageOf(url: string): Stage | 'other' {
  if (/\/changes\?/.test(url)) return 'changes feed';
  if (/\/files\?/.test(url)) return 'list';
  if (url.includes('/export')) return 'export';
  return url.includes('alt=media') ? 'download' : 'other';
}

const server = faultyServer();
let database: Database;
let drive: Awaited<ReturnType<typeof driveUnderTest>>;
let workflow: Awaited<ReturnType<typeof serveSlices>>;

const paths = async () =>
  (await database.query<{ path: string }>('select path from documents order by path')).map(
    ({ path }) => path,
  );
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
  workflow = await serveSlices(
    'drive',
    ['team'],
    () => database,
    (name, limits) =>
      drive.source(name, { ...limits, requestTimeoutMs: server.patienceMs, firstPauseMs: 1 }),
  );
});
afterAll(() => workflow.close());

let gone: string;
beforeEach(async () => {
  server.mend();
  database = await openTestDatabase();
  drive = await driveUnderTest();
  drive.intercept(server.intercept);
  const { store, folder: parentId } = drive;
  const mimeType = 'application/vnd.google-apps.document';
  const page = store.createFile({ name: 'Page.md', parentId, content: '# Page\n\nCoffee.\n' });
  const note = store.createFile({ name: 'Note', parentId, mimeType, content: '<p>Espresso</p>' });
  store.createFile({ name: 'Same.md', parentId, content: 'The same.' });
  gone = store.createFile({ name: 'Gone.md', parentId, content: 'Going.' });
  expect(await workflow.sync()).toMatchObject({ status: 200, body: { done: true, indexed: 4 } });
  store.update(page, '# Page\n\nTea.\n');
  store.update(note, '<p>Green tea</p>');
  return () => drive.close();
});

/** The function's status, and how the run ended; null is a run that goes on later. */
type Expected = [status: number, outcome: string | null];
const failed = (status: number): Expected => [status, 'failed'];
const goesOn: Expected = [200, null];
const partial: Expected = [200, 'partial'];
const whole: Expected = [200, 'succeeded'];

/** A feed that refuses is not asked again: an inventory tells. A file that is refused is skipped. */
const table: Record<FaultName, Record<Stage, Expected>> = {
  '401': row(failed(403), failed(403), failed(403), failed(403)),
  '403': row(failed(403), whole, whole, whole),
  '404': row(failed(403), partial, partial, whole),
  '409': row(failed(403), partial, partial, whole),
  '429': row(goesOn, goesOn, goesOn, goesOn),
  '500': row(failed(503), partial, partial, failed(503)),
  '502': row(failed(503), partial, partial, failed(503)),
  '503': row(failed(503), partial, partial, failed(503)),
  'time-out': row(failed(504), partial, partial, failed(504)),
  'connection reset': row(failed(503), partial, partial, failed(503)),
  'truncated body': row(failed(503), partial, partial, failed(503)),
  'wrong JSON': row(failed(503), partial, partial, failed(503)),
};

function row(...[list, exported, download, feed]: [Expected, Expected, Expected, Expected]) {
  return { list, export: exported, download, 'changes feed': feed };
}

const stages = ['list', 'export', 'download', 'changes feed'] as const;
const cases = tableCases(Object.keys(faults) as FaultName[], stages);

describe('Drive', () => {
  test.each(cases)('answering with %s at the %s', async (fault, stage) => {
    const [status, outcome] = table[fault][stage];
    // A file that goes is what makes the feed ask for an inventory.
    drive.store.trash(gone);
    server.break(fault, (url) => stageOf(url) === stage);
    const answer = await workflow.sync();

    expect(answer.status).toBe(status);
    const run = await lastRun();
    expect(run?.outcome).toBe(outcome);
    if (outcome === null) {
      expect(answer.body).toMatchObject({ done: false, retry_after_seconds: 600 });
    } else if (outcome === 'failed') {
      expect(answer.body).toMatchObject({ error: { code: run?.code, message: /\w/ } });
    } else {
      expect(answer.body).toMatchObject({ done: true, seen: 3, deleted: 1 });
      expect(run?.balances).toBe(true);
    }
    // What is refused for good is skipped; all else stays as it was until it can be read.
    const refused = fault === '403' ? { export: 'Note', download: 'Page.md' } : {};
    const lost = [outcome === 'failed' || outcome === null ? '' : 'Gone.md'];
    if (stage in refused) lost.push(refused[stage as keyof typeof refused] ?? '');
    const kept = ['Gone.md', 'Note', 'Page.md', 'Same.md'].filter((path) => !lost.includes(path));
    expect(await paths()).toEqual(kept);

    server.mend();
    await database.query(
      `update problems set outcome = 'failed', next_attempt_at = now()
       where outcome = 'failed' or reason = 'forbidden'`,
    );
    await database.query(`update sources set lease_expires_at = now() - interval '1 s'`);
    expect(await workflow.sync()).toMatchObject({ status: 200, body: { done: true, failed: 0 } });
    const synced = await indexContents(database);
    expect(synced.frequencies).toEqual(await countedFrequencies(database));

    database = await openTestDatabase();
    expect(await workflow.sync()).toMatchObject({ status: 200, body: { done: true, indexed: 3 } });
    expect(synced).toEqual(await indexContents(database));
  });
});
