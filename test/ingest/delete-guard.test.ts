import type { Database } from '@docpilot/shared/database';
import { beforeEach, describe, expect, test } from 'vitest';
import { Killed, memoryRepository } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let repository: ReturnType<typeof memoryRepository>;

beforeEach(async () => {
  database = await openTestDatabase();
  repository = memoryRepository();
});

function write(folder: string, count: number, extension = 'md') {
  for (let i = 0; i < count; i++) {
    repository.files.set(`${folder}/${i}.${extension}`, `The ${extension} number ${i}.\n`);
  }
}

function moveAll(from: string, to: string) {
  for (const [path, text] of [...repository.files]) {
    if (!path.startsWith(from)) continue;
    repository.files.delete(path);
    repository.files.set(to + path.slice(from.length), text);
  }
}

function remove(prefix: string, count: number) {
  const found = [...repository.files.keys()].filter((path) => path.startsWith(prefix));
  for (const path of found.slice(0, count)) repository.files.delete(path);
}

const sync = (force = false) => syncOnce(database, repository.source(), { force });

const lastRun = async () => {
  const [run] = await database.query<Record<string, unknown>>(
    'select outcome, seen, indexed, unchanged, skipped from sync_runs order by id desc limit 1',
  );
  return run;
};

describe('what the delete guard counts are documents', () => {
  test.each([
    [1, 60],
    [30, 12],
  ])('%i pages stay when %i pictures go, with every row of theirs', async (pages, pictures) => {
    write('docs', pages);
    write('images', pictures, 'png');
    await sync();
    remove('images', pictures);
    expect(await sync()).toMatchObject({
      done: true,
      seen: pages,
      unchanged: pages,
      deleted: 0,
      skipped: 0,
    });
    expect(await database.query('select path from problems')).toEqual([]);
  });

  test('not the pictures beside them, which make no deletion smaller', async () => {
    write('docs', 20);
    write('images', 60, 'png');
    await sync();
    remove('docs', 10);
    await expect(sync()).rejects.toThrow('would delete 10 of 20 documents');
  });

  test('in a small source too: five may go, and more only with force', async () => {
    write('docs', 12);
    await sync();
    remove('docs', 5);
    expect(await sync()).toMatchObject({ deleted: 5 });
    remove('docs', 6);
    await expect(sync()).rejects.toThrow('would delete 6 of 7 documents');
    expect(await sync(true)).toMatchObject({ deleted: 6, unchanged: 1 });
  });

  test('a refused sync leaves everything as it was, and its run balances', async () => {
    write('docs', 30);
    write('images', 2, 'png');
    await sync();
    repository.files.clear();
    await expect(sync()).rejects.toThrow('would delete 30 of 30 documents');
    expect(await lastRun()).toEqual({
      outcome: 'failed',
      seen: 32,
      indexed: 0,
      unchanged: 30,
      skipped: { binary: 2 },
    });
  });
});

describe('a move', () => {
  test('of everything into a folder deletes nothing, whatever is edited besides', async () => {
    write('docs', 30);
    await sync();
    moveAll('docs/', 'handbook/en/');
    repository.files.set('handbook/en/3.md', 'Another text.\n');
    repository.files.set('handbook/en/4.md', 'And another one.\n');
    expect(await sync()).toMatchObject({ done: true, seen: 30, indexed: 30, deleted: 30 });
    const kept = await database.query("select 1 from documents where path like 'docs/%'");
    expect(kept).toEqual([]);
  });

  test('that is killed halfway goes on without force', async () => {
    write('docs', 60);
    await sync();
    moveAll('docs/', 'handbook/');
    repository.files.set('handbook/new.md', 'A new text, which has to be fetched.\n');
    const killed = repository.source({
      onFetch: () => {
        throw new Killed();
      },
    });
    await expect(syncOnce(database, killed)).rejects.toThrow(Killed);
    const [both] = await database.query('select count(*)::int as stored from documents');
    expect(both).not.toEqual({ stored: 60 });
    expect(await sync()).toMatchObject({ done: true, seen: 61 });
  });

  test('into a folder that is left out is a deletion', async () => {
    write('docs', 30);
    await sync();
    moveAll('docs/', 'node_modules/docs/');
    await expect(sync()).rejects.toThrow('would delete 30 of 30 documents');
  });

  test('of one of many copies keeps no more of them than are there', async () => {
    for (let i = 0; i < 30; i++) repository.files.set(`copies/${i}.md`, 'All the same.\n');
    await sync();
    repository.files.clear();
    repository.files.set('one.md', 'All the same.\n');
    await expect(sync()).rejects.toThrow('would delete 29 of 30 documents');
  });
});

test('force lists a source anew that says it is unchanged, and reads what is missing', async () => {
  write('docs', 3);
  await sync();
  await database.query("delete from documents where path = 'docs/1.md'");
  expect(await sync(true)).toMatchObject({ done: true, seen: 3, indexed: 1, unchanged: 2 });
});
