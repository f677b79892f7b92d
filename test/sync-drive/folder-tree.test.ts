import type { Database } from '@docpilot/shared/database';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import { driveUnderTest, refuse } from '../support/drive-under-test.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let drive: Awaited<ReturnType<typeof driveUnderTest>>;
let coffee: string;
let kitchen: string;

beforeEach(async () => {
  database = await openTestDatabase();
  drive = await driveUnderTest();
  kitchen = drive.store.createFolder({ name: 'Kitchen', parentId: drive.folder });
  coffee = drive.store.createFile({
    name: 'Coffee.md',
    parentId: kitchen,
    content: '# Coffee\n\nDescale the espresso machine on Mondays.\n',
  });
  drive.store.createFile({
    name: 'Holidays',
    parentId: drive.folder,
    mimeType: 'application/vnd.google-apps.document',
    content: '<h1>Holidays</h1><p>Thirty days a year, and your birthday.</p>',
  });
});
afterEach(() => drive.close());

async function sync() {
  const source = drive.source();
  const report = await syncOnce(database, source);
  return { ...report, requests: source.requests };
}

async function find(query: string) {
  const { results } = await searchPassages(database, { query, limit: 10 });
  return results.map(({ path }) => path);
}

describe('the first sync of a folder', () => {
  test('indexes what is below it, Google’s own formats by their export', async () => {
    expect(await sync()).toMatchObject({ done: true, seen: 2, indexed: 2, failed: 0 });
    expect(await find('espresso')).toEqual(['Kitchen/Coffee.md']);
    const { results } = await searchPassages(database, { query: 'birthday', limit: 1 });
    expect(results[0]).toMatchObject({ title: 'Holidays', source: 'drive', path: 'Holidays' });
    expect(results[0]?.url).toMatch(/^https:\/\/docs\.google\.com\/document\/d\/[^#]+$/);
  });

  test('follows shortcuts to files and folders, and ends in a cycle', async () => {
    const elsewhere = drive.store.createFolder({ name: 'Elsewhere' });
    drive.store.createFile({ name: 'Tea.md', parentId: elsewhere, content: 'Green tea.' });
    drive.store.createShortcut({ name: 'Tea corner', parentId: kitchen, targetId: elsewhere });
    drive.store.createShortcut({ name: 'Up', parentId: elsewhere, targetId: drive.folder });
    drive.store.createShortcut({ name: 'Twice', parentId: kitchen, targetId: coffee });
    expect(await sync()).toMatchObject({ seen: 3, indexed: 3 });
    expect(await find('green tea')).toEqual(['Kitchen/Tea corner/Tea.md']);
  });

  test('tells two files of one name in one folder apart', async () => {
    drive.store.createFile({ name: 'Coffee.md', parentId: kitchen, content: 'Grind it fresh.' });
    expect(await sync()).toMatchObject({ seen: 3, indexed: 3 });
    expect(await find('espresso machine grind fresh')).toEqual([
      'Kitchen/Coffee.md',
      'Kitchen/Coffee.md',
    ]);
  });

  test('reads a shared drive', async () => {
    const shared = drive.store.createSharedDrive({ name: 'Everyone' });
    drive.store.createFile({ name: 'Plan.md', parentId: shared, content: 'The roadmap.' });
    const report = await syncOnce(database, drive.source(shared));
    expect(report).toMatchObject({ seen: 1, indexed: 1 });
  });

  test('of a folder that is not shared with the account says what to do', async () => {
    await expect(syncOnce(database, drive.source('not-shared'))).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('share it with the account the sync runs as'),
    });
  });

  test('skips what cannot be exported or downloaded, with the reason', async () => {
    drive.store.createFile({
      name: 'Sketch',
      parentId: kitchen,
      mimeType: 'application/vnd.google-apps.drawing',
      content: '',
    });
    drive.store.createFile({
      name: 'Locked.md',
      parentId: kitchen,
      content: 'x',
      canDownload: false,
    });
    expect(await sync()).toMatchObject({ seen: 4, indexed: 2, skipped: 2 });
    const reasons = await database.query('select path, reason from problems order by path');
    expect(reasons).toEqual([
      { path: 'Kitchen/Locked.md', reason: 'download_forbidden' },
      { path: 'Kitchen/Sketch', reason: 'unsupported' },
    ]);
  });
});

describe('a later sync of a folder', () => {
  beforeEach(() => sync());

  test('costs one request when nothing changed', async () => {
    expect(await sync()).toMatchObject({ requests: 1, seen: 2, unchanged: 2, indexed: 0 });
  });

  test('reads an edited file alone', async () => {
    drive.store.update(coffee, '# Coffee\n\nClean the grinder on Fridays.\n');
    // The feed and the file.
    expect(await sync()).toMatchObject({ requests: 2, seen: 2, indexed: 1, unchanged: 1 });
    expect(await find('grinder')).toEqual(['Kitchen/Coffee.md']);
    expect(await find('espresso')).toEqual([]);
  });

  test('keeps the paths of skipped files, though their content is the same', async () => {
    const archive = drive.store.createFolder({ name: 'Archive', parentId: drive.folder });
    const logo = { parentId: kitchen, mimeType: 'image/png', content: 'not text' };
    const renamed = drive.store.createFile({ name: 'old.png', ...logo });
    const moved = drive.store.createFile({ name: 'plan.png', ...logo });
    await sync();
    drive.store.rename(renamed, 'new.png');
    drive.store.move(moved, archive);
    drive.store.rename(kitchen, 'Galley');
    await sync();
    const paths = await database.query('select path from problems order by path');
    expect(paths).toEqual([{ path: 'Archive/plan.png' }, { path: 'Galley/new.png' }]);
  });

  test('finds a new file', async () => {
    drive.store.createFile({ name: 'Tea.md', parentId: kitchen, content: 'Green tea.' });
    expect(await sync()).toMatchObject({ seen: 3, indexed: 1, unchanged: 2 });
  });

  test.each([
    ['trashed', () => drive.store.trash(coffee)],
    ['deleted', () => drive.store.delete(coffee)],
    ['moved out', () => drive.store.move(coffee, drive.store.myDriveId)],
    ['no longer shared', () => drive.store.revokeAccess(coffee)],
    ['in a folder that was trashed', () => drive.store.trash(kitchen)],
    ['in a folder that was moved out', () => drive.store.move(kitchen, drive.store.myDriveId)],
  ])('no longer finds a file that is %s', async (_, change) => {
    change();
    expect(await sync()).toMatchObject({ seen: 1, unchanged: 1, deleted: 1 });
    expect(await find('espresso')).toEqual([]);
  });

  test('finds what came in with a moved folder, which alone the feed reports', async () => {
    const outside = drive.store.createFolder({ name: 'Cellar' });
    drive.store.createFile({ name: 'Wine.md', parentId: outside, content: 'Red wine.' });
    await sync();
    drive.store.move(outside, drive.folder);
    expect(await sync()).toMatchObject({ seen: 3, indexed: 1 });
    expect(await find('wine')).toEqual(['Cellar/Wine.md']);
  });

  test('knows the files of a renamed folder by their new paths, and fetches none', async () => {
    drive.store.rename(kitchen, 'Galley');
    const fetched: string[] = [];
    drive.intercept(({ url = '' }) => {
      if (/alt=media|\/export/.test(url)) fetched.push(url);
      return false;
    });
    expect(await sync()).toMatchObject({ indexed: 1, unchanged: 1, deleted: 0 });
    expect(fetched).toEqual([]);
    expect(await find('espresso')).toEqual(['Galley/Coffee.md']);
  });

  test('no longer finds what only a shortcut led to, when the shortcut goes', async () => {
    const outside = drive.store.createFile({ name: 'Tea.md', content: 'Green tea.' });
    const shortcut = drive.store.createShortcut({
      name: 'Tea',
      parentId: kitchen,
      targetId: outside,
    });
    await sync();
    drive.store.trash(shortcut);
    expect(await sync()).toMatchObject({ seen: 2, deleted: 1 });
    expect(await find('green tea')).toEqual([]);
  });

  test('calls what a shortcut leads to by its new name', async () => {
    const outside = drive.store.createFile({ name: 'Tea.md', content: 'Green leaves.' });
    drive.store.createShortcut({ name: 'Drinks', parentId: kitchen, targetId: outside });
    await sync();
    drive.store.rename(outside, 'Infusions.md');
    expect(await sync()).toMatchObject({ indexed: 1, deleted: 0 });
    const { results } = await searchPassages(database, { query: 'green leaves', limit: 1 });
    expect(results[0]).toMatchObject({ title: 'Infusions', path: 'Kitchen/Drinks' });
  });

  test('takes a fresh inventory when the feed’s token is refused', async () => {
    drive.store.trash(coffee);
    drive.store.expirePageTokens();
    expect(await sync()).toMatchObject({ seen: 1, deleted: 1 });
  });
});

describe('what Drive refuses', () => {
  test('the listing, for good: nothing is deleted, and the run says why', async () => {
    await sync();
    drive.store.trash(coffee);
    drive.intercept(({ url = '' }, response) =>
      url.includes('/files?') ? refuse(response, 403, 'insufficientFilePermissions') : false,
    );
    await expect(sync()).rejects.toMatchObject({ code: 'forbidden' });
    expect(await find('espresso')).toEqual(['Kitchen/Coffee.md']);
  });

  test('one file: the others are indexed', async () => {
    drive.intercept(({ url = '' }, response) =>
      url.includes('alt=media') ? refuse(response, 403, 'cannotDownloadAbusiveFile') : false,
    );
    expect(await sync()).toMatchObject({ done: true, seen: 2, indexed: 1, skipped: 1 });
  });

  test('the pace, beyond the slice: it says when to come back', async () => {
    drive.intercept((_, response) => refuse(response, 403, 'userRateLimitExceeded'));
    expect(await sync()).toMatchObject({ done: false, retryAfterSeconds: 5 });
  });

  test('an export of more than 10 MB: the next format is tried', async () => {
    drive.intercept(({ url = '' }, response) =>
      /export.*markdown/.test(url) ? refuse(response, 403, 'exportSizeLimitExceeded') : false,
    );
    await sync();
    const documents = await database.query(
      "select path, content_type from documents where path = 'Holidays'",
    );
    expect(documents).toEqual([{ path: 'Holidays', content_type: 'text/plain' }]);
  });

  test('an export of more than 10 MB in every format: skipped with that reason', async () => {
    drive.intercept(({ url = '' }, response) =>
      url.includes('/export') ? refuse(response, 403, 'exportSizeLimitExceeded') : false,
    );
    await sync();
    const problems = await database.query('select path, outcome, reason from problems');
    expect(problems).toEqual([
      { path: 'Holidays', outcome: 'skipped', reason: 'export_too_large' },
    ]);
  });
});
