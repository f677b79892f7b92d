import type { Database } from '@docpilot/shared/database';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { driveUnderTest } from '../support/drive-under-test.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let drive: Awaited<ReturnType<typeof driveUnderTest>>;

beforeEach(async () => {
  database = await openTestDatabase();
  drive = await driveUnderTest();
});
afterEach(() => drive.close());

describe('a file whose media type changes while its bytes do not', () => {
  const textOf = async (name: string) => {
    const [row] = await database.query<{ text: string }>(
      'select text from documents where path = $1',
      [name],
    );
    return row?.text.trim();
  };

  test('is read anew as what it is now', async () => {
    const page = drive.store.createFile({
      name: 'Minutes',
      parentId: drive.folder,
      content: '<h1>Minutes</h1><p>We met on Monday.</p>',
      mimeType: 'text/plain',
    });
    await syncOnce(database, drive.source());
    expect(await textOf('Minutes')).toContain('<h1>');
    drive.store.setMediaType(page, 'text/html');
    expect(await syncOnce(database, drive.source())).toMatchObject({ indexed: 1, unchanged: 0 });
    expect(await textOf('Minutes')).toBe('# Minutes\n\nWe met on Monday.');
    drive.store.setMediaType(page, 'application/pdf');
    expect(await syncOnce(database, drive.source())).toMatchObject({ indexed: 0, skipped: 1 });
    expect(await textOf('Minutes')).toBeUndefined();
  });
});

test('a file that lies in three synced folders is downloaded once', async () => {
  const urls: string[] = [];
  drive.intercept(({ url = '' }) => {
    if (/alt=media|\/export/.test(url)) urls.push(url);
    return false;
  });
  const page = '# Tea\n\nGreen tea is in the cupboard.\n';
  const kitchen = drive.store.createFolder({ name: 'Kitchen', parentId: drive.folder });
  const shelf = drive.store.createFolder({ name: 'Shelf', parentId: kitchen });
  drive.store.createFile({ name: 'Tea.md', parentId: shelf, content: page });
  for (const folder of [drive.folder, kitchen, shelf]) {
    const report = await syncOnce(database, drive.source(folder));
    expect(report).toMatchObject({ done: true, failed: 0 });
  }
  const stored = await database.query<{ path: string }>(
    "select path from documents where title = 'Tea' order by path",
  );
  expect(stored.map(({ path }) => path)).toEqual([
    'Kitchen/Shelf/Tea.md',
    'Shelf/Tea.md',
    'Tea.md',
  ]);
  expect(urls).toHaveLength(1);
});
