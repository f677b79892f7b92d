import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rankOf } from './import-rules.ts';

const root = join(import.meta.dirname, '../..');
const [, walk = ''] = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split(/^## /m);
/** The files of each list, from the project's root. */
const lists = walk
  .split(/^\*\*/m)
  .map((list) =>
    [...list.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, path = '']) =>
      /^(functions|workflows)\//.test(path) ? path : `shared/src/${path}`,
    ),
  );
const files = lists.flat();

it('every file of the walk exists', () => {
  expect(files.length).toBeGreaterThan(40);
  expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it('the walk names no file twice', () => {
  expect(files.filter((path, index) => files.indexOf(path) !== index)).toEqual([]);
});

it('no step of a list goes up a rank', () => {
  const upward = lists.flatMap((list) =>
    list.filter((path, index) => {
      const [rank, before] = [rankOf(path), rankOf(list[index - 1] ?? '')];
      return rank !== undefined && before !== undefined && rank > before;
    }),
  );
  expect(upward).toEqual([]);
});
