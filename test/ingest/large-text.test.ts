import type { Database } from '@docpilot/shared/database';
import { beforeEach, expect, test } from 'vitest';
import { defaultMaxFileBytes } from '../../shared/src/ingest/choose/path-rules.ts';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { syncFiles } from '../support/sync-files.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let repository: ReturnType<typeof memoryRepository>;

beforeEach(async () => {
  database = await openTestDatabase();
  repository = memoryRepository();
});

const linesOf = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

async function find(query: string): Promise<string | undefined> {
  const { results } = await searchPassages(database, { query, limit: 1 });
  return results[0]?.path;
}

test('a changelog and a table of over a megabyte are indexed to their ends', async () => {
  repository.files.set(
    'CHANGELOG.md',
    linesOf(
      4_000,
      (n) =>
        `## ${n}.0.0\n\n- Mend the harbour’s window, as release ${n} asked for, in ${'the old boiler, '.repeat(14)}`,
    ),
  );
  repository.files.set(
    'berths.csv',
    `id,ship,berth,note\n${linesOf(30_000, (n) => `${n},Ship ${n},B${n % 97},moored by rope ${n}`)}\n`,
  );
  for (const text of repository.files.values()) expect(text.length).toBeGreaterThan(1024 * 1024);
  expect(await syncFiles(database, repository)).toEqual({
    'CHANGELOG.md': 'indexed',
    'berths.csv': 'indexed',
  });
  expect(await find('3999.0.0 window')).toBe('CHANGELOG.md');
  expect(await find('Ship 29999 rope')).toBe('berths.csv');
}, 120_000);

test('only the setting skips a large text, and the reason has its size', async () => {
  expect(defaultMaxFileBytes).toBe(20 * 1024 * 1024);
  repository.files.set('log.txt', 'a line\n'.repeat(1_000));
  expect(await syncFiles(database, repository, { maxFileBytes: 2_000 })).toEqual({
    'log.txt': 'too_large',
  });
  expect(await database.query('select detail from problems')).toEqual([
    { detail: 'by path or size: 7,000 bytes' },
  ]);
  expect(await syncFiles(database, repository)).toEqual({ 'log.txt': 'indexed' });
});
