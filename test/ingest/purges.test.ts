import type { Database } from '@docpilot/shared/database';
import { beforeEach, describe, expect, test } from 'vitest';
import { purge } from '../../shared/src/ingest/slice/purge.ts';
import { createLogger } from '../../shared/src/log.ts';
import { foldDeltas } from '../../shared/src/store/documents/term-frequencies.ts';
import { forgetUnused } from '../../shared/src/store/purge/purge-unused.ts';
import { hideUnconfigured } from '../../shared/src/store/sync/sources.ts';
import { countedFrequencies, indexContents } from '../support/index-contents.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

const log = createLogger('test', { level: 'silent' });
let database: Database;
const handbook = () => memoryRepository('acme/handbook');

beforeEach(async () => {
  database = await openTestDatabase();
});

const count = async (table: string) =>
  (await database.query<{ rows: number }>(`select count(*) as rows from ${table}`))[0]?.rows;
const passDays = (table: string, column: string, days: number) =>
  database.query(`update ${table} set ${column} = ${column} - interval '${days} days'`);

describe('a source that left the configuration', () => {
  test('is deleted after seven days, with all that is its own', async () => {
    const [kept, left] = [memoryRepository('acme/kept'), memoryRepository('acme/left')];
    for (let i = 0; i < 70; i++) left.files.set(`${i}.md`, `# Page ${i}\n\nTea.\n`);
    left.files.set('logo.png', 'png');
    kept.files.set('a.md', '# Coffee\n\nTea.\n');
    await syncOnce(database, kept.source());
    const before = await indexContents(database);
    await syncOnce(database, left.source());
    await hideUnconfigured(database, 'github', ['acme/kept']);
    await passDays('sources', 'hidden_at', 6);
    await purge(database, log);
    expect(await count('sources')).toBe(2);
    await passDays('sources', 'hidden_at', 1);
    await purge(database, log);
    expect(await indexContents(database)).toEqual(before);
    expect(await count('sources')).toBe(1);
    expect(await count('sync_runs')).toBe(1);
  });

  test('that comes back amid the purge is indexed whole again', async () => {
    const repository = handbook();
    for (let i = 0; i < 70; i++) repository.files.set(`${i}.md`, `# Page ${i}\n`);
    await syncOnce(database, repository.source());
    const before = await indexContents(database);
    await hideUnconfigured(database, 'github', []);
    await passDays('sources', 'hidden_at', 8);
    let transactions = 0;
    const interrupted: Database = {
      ...database,
      transaction: (work) => {
        transactions += 1;
        if (transactions > 1) throw new Error('the instance died');
        return database.transaction(work);
      },
    };
    await purge(interrupted, log);
    expect(await count('documents')).toBe(20);
    expect(await syncOnce(database, repository.source())).toMatchObject({ done: true, seen: 70 });
    const after = await indexContents(database);
    expect(after).toEqual(before);
    expect(after.frequencies).toEqual(await countedFrequencies(database));
  });

  test('is not purged while it is being synced', async () => {
    await syncOnce(database, handbook().source());
    await hideUnconfigured(database, 'github', []);
    await passDays('sources', 'hidden_at', 8);
    await database.query(
      `update sources set lease_holder = 'another', lease_expires_at = now() + interval '1 minute'`,
    );
    await purge(database, log);
    expect(await count('sources')).toBe(1);
  });
});

describe('passages', () => {
  const unused = async () =>
    (await database.query('select id from passages where unused_since is not null')).length;

  test('that nothing uses are marked by the sync, and deleted after thirty days', async () => {
    const repository = handbook();
    repository.files.set('a.md', 'Coffee.').set('b.md', 'Tea.');
    await syncOnce(database, repository.source());
    expect(await unused()).toBe(0);
    repository.files.delete('a.md');
    await syncOnce(database, repository.source(), { force: true });
    expect(await unused()).toBe(1);
    await passDays('passages', 'unused_since', 29);
    await purge(database, log);
    expect(await count('passages')).toBe(2);
    await passDays('passages', 'unused_since', 2);
    await purge(database, log);
    expect(await count('passages')).toBe(1);
    expect(await count('chunks')).toBe(1);
  });

  test('of earlier versions of a document stand in no search’s way', async () => {
    const repository = handbook();
    for (let version = 0; version < 5; version++) {
      repository.files.set('a.md', `Coffee, version ${version}.`);
      await syncOnce(database, repository.source());
    }
    expect(await count('passages')).toBe(5);
    expect(await count('passage_weights')).toBe(1);
    repository.files.set('a.md', 'Coffee, version 3.');
    await syncOnce(database, repository.source());
    const { chunks } = await indexContents(database);
    expect(chunks).toMatchObject([{ body: 'Coffee, version 3.' }]);
    expect(await count('passage_weights')).toBe(1);
  });

  test('that come back are kept, as they were', async () => {
    const repository = handbook();
    repository.files.set('a.md', 'Coffee.');
    await syncOnce(database, repository.source());
    const [before] = await database.query<{ id: number }>('select id from passages');
    repository.files.delete('a.md');
    await syncOnce(database, repository.source());
    expect(await count('passage_weights')).toBe(0);
    await passDays('passages', 'unused_since', 31);
    repository.files.set('b.md', 'Coffee.');
    await syncOnce(database, repository.source());
    await purge(database, log);
    expect(await database.query('select id from passages')).toEqual([before]);
    expect(await count('passage_weights')).toBe(1);
  });
});

test('runs are kept for ninety days and to five hundred a source, the last one always', async () => {
  const repository = handbook();
  await syncOnce(database, repository.source());
  await database.query(
    `insert into sync_runs (source_id, execution_id, trigger, started_at)
     select id, 'many ' || i, 'test', now() - interval '1 day' from sources, generate_series(1, 600) as i`,
  );
  await purge(database, log);
  expect(await count('sync_runs')).toBe(500);
  await passDays('sync_runs', 'started_at', 91);
  await purge(database, log);
  expect(await count('sync_runs')).toBe(1);
});

// The embedded database has one connection: nothing runs side by side in it.
test.skipIf(!process.env.TEST_DATABASE_URL)(
  'slices of two sources that share passages and purges side by side never stop each other',
  async () => {
    const repositories = [memoryRepository('acme/one'), memoryRepository('acme/two')];
    const text = (i: number, round: number) => `# Page ${i}\n\nShared ${(i * 7 + round) % 40}.\n`;
    const warnings: unknown[] = [];
    const loud = { ...log, warn: (fields: unknown) => warnings.push(fields) } as typeof log;
    let isDone = false;
    const purging = (async () => {
      while (!isDone) {
        await database.query(
          `update passages set unused_since = now() - interval '31 days' where unused_since is not null`,
        );
        await purge(database, loud);
      }
    })();
    for (let round = 0; round < 8; round++) {
      await Promise.all(
        repositories.map(async ({ files, source }, at) => {
          for (let i = 0; i < 60; i++) files.set(`${i}.md`, text(at === 0 ? i : 59 - i, round));
          const report = await syncOnce(database, source(), { force: true });
          expect(report).toMatchObject({ done: true, failed: 0, seen: 60 });
        }),
      );
    }
    isDone = true;
    await purging;
    await foldDeltas(database);
    const { frequencies, chunks } = await indexContents(database);
    expect(chunks).toHaveLength(120);
    expect(frequencies).toEqual(await countedFrequencies(database));
    expect(warnings).toEqual([]);
  },
);

test('a text whose document is deleted is forgotten at once when a person asks for it', async () => {
  const repository = handbook();
  repository.files.set('a.md', '# Coffee\n\nTea.\n');
  await syncOnce(database, repository.source());
  const before = await indexContents(database);
  repository.files.set('b.md', '# Salaries\n\nA secret.\n');
  await syncOnce(database, repository.source());
  repository.files.delete('b.md');
  await syncOnce(database, repository.source());
  const passages = Number(await count('passages'));
  const forgotten = await forgetUnused(database);
  expect(forgotten).toBeGreaterThan(0);
  expect(Number(await count('passages'))).toBe(passages - forgotten);
  expect(await forgetUnused(database)).toBe(0);
  const bodies = await database.query("select 1 from passages where body like '%secret%'");
  expect(bodies).toEqual([]);
  expect(await indexContents(database)).toEqual(before);
});
