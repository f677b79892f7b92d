import type { Database } from '@docpilot/shared/database';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { listIndex } from '../../shared/src/search/list/list-index.ts';
import type { ListRequest } from '../../shared/src/search/list/list-request.ts';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { driveUnderTest } from '../support/drive-under-test.ts';
import { runs } from '../support/long-runs.ts';
import { memoryRepository, outage } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { serveGithub } from '../sync-github/serve-github.ts';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterAll(removeTemporaryFolders);

const oddNames = [
  `${'long/'.repeat(600)}page`,
  'ü'.repeat(3_000),
  'word '.repeat(30_000),
  '\u0001'.repeat(2_000),
  'new\nline\ttab\r',
  'back\\slash "quote" \'quote\' $1 %s %00 %',
  'nul\0inside',
  'half \ud83d emoji',
  'half \ud83e emoji',
  'טקסט‮rtl​​',
  '..',
  '.',
  '',
  '/absolute',
  '../above/page',
  'a//b',
  '__proto__',
  'constructor',
];

/** All rows of a list, page by page, as a client reads it through an address of limited length. */
async function listAll(view: 'documents' | 'problems'): Promise<string[]> {
  const paths: string[] = [];
  let cursor: string | undefined;
  do {
    expect(cursor?.length ?? 0).toBeLessThan(14_000);
    const request: ListRequest = { view, limit: 3, ...(cursor === undefined ? {} : { cursor }) };
    const page = await listIndex(database, request);
    paths.push(...(page[view] ?? []).map(({ path }) => path));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return paths;
}

describe('no name ends a sync', () => {
  test('of a repository: each file is stored, or is a problem of its own', async () => {
    const repository = memoryRepository();
    for (const [i, name] of oddNames.entries()) {
      repository.files.set(`${name}.md`, `# Page ${i}\n\nText ${i}.\n`);
      repository.files.set(`${name}.png`, `picture ${i}`);
      repository.files.set(`${name}.txt`, `Failing ${i}.\n`);
    }
    const failing = {
      onFetch: (_: number, { path }: { path: string }) => {
        if (path.endsWith('.txt')) throw outage();
      },
    };
    const counts = { indexed: oddNames.length, skipped: oddNames.length, failed: oddNames.length };
    const seen = 3 * oddNames.length;
    expect(await syncOnce(database, repository.source(failing))).toMatchObject({ seen, ...counts });
    expect(await listAll('documents')).toHaveLength(oddNames.length);
    expect(await listAll('problems')).toHaveLength(2 * oddNames.length);
    await database.query('update problems set next_attempt_at = now()');
    const settled = { seen, indexed: oddNames.length, unchanged: oddNames.length, failed: 0 };
    expect(await syncOnce(database, repository.source())).toMatchObject(settled);
    repository.files.clear();
    const emptied = await syncOnce(database, repository.source(), { force: true });
    expect(emptied).toMatchObject({ seen: 0, deleted: 2 * oddNames.length });
  });

  test('of a Drive, whether a file has it, a folder or the synced folder itself', async () => {
    const drive = await driveUnderTest();
    for (const name of oddNames) {
      drive.store.createFile({ name, parentId: drive.folder, content: `A file ${name.length}.` });
      const parentId = drive.store.createFolder({ name, parentId: drive.folder });
      drive.store.createFile({ name: 'x.md', parentId, content: `In a folder ${name.length}.` });
    }
    drive.store.rename(drive.folder, 'Te\0am \ud83d');
    const report = await syncOnce(database, drive.source());
    expect(report).toMatchObject({ done: true, seen: 2 * oddNames.length, failed: 0 });
    await drive.close();
  });

  test('of any characters and length', async () => {
    const name = fc.string({ unit: 'binary', maxLength: 3_000, size: 'max' });
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 20 }), async (names) => {
        const repository = memoryRepository();
        for (const each of names) repository.files.set(each, `Text of ${each.length}.\n`);
        database = await openTestDatabase();
        const report = await syncOnce(database, repository.source());
        expect(report).toMatchObject({ done: true, seen: repository.files.size });
      }),
      { numRuns: runs(5, 100) },
    );
  });
});

test('two names that are not UTF-8 and look the same are two files, also of later syncs', async () => {
  const clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
  const blob = (text: string) => clone.gitWithInput(text, 'hash-object', '-w', '--stdin');
  const entry = (text: string, name: string) =>
    Buffer.concat([Buffer.from(`100644 ${blob(text)}\t`), Buffer.from(name, 'latin1')]);
  const commit = (...names: [text: string, name: string][]) => {
    const entries = names.map(([text, name]) => Buffer.concat([entry(text, name), Buffer.of(0)]));
    clone.git('read-tree', '--empty');
    clone.gitWithInput(Buffer.concat(entries), 'update-index', '-z', '--index-info');
    clone.git('commit', '--quiet', '-m', 'Write');
  };
  const long = `${'a'.repeat(200)}/`.repeat(15);
  commit(['Un.', 'caf\xe9.md'], ['Deux.', 'caf\xe8.md'], ['Long.', `${long}page.md`]);
  const github = await serveGithub([clone.folder]);
  const sync = () => syncOnce(database, github.source('acme/handbook'));
  expect(await sync()).toMatchObject({ done: true, seen: 3, indexed: 3 });
  commit(['Un.', 'caf\xe9.md'], ['Trois.', 'caf\xe8.md'], ['Long.', `${long}page.md`]);
  expect(await sync()).toMatchObject({ seen: 3, indexed: 1, unchanged: 2, deleted: 0 });
  const texts = await database.query<{ text: string }>('select text from documents order by text');
  expect(texts.map(({ text }) => text)).toEqual(['Long.', 'Trois.', 'Un.']);
  await github.close();
});
