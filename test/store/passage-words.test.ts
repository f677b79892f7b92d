import fc from 'fast-check';
import { expect, it } from 'vitest';
import { termLevels } from '../../shared/src/lexical/weights/term-levels.ts';
import { toSparsevec } from '../../shared/src/store/documents/sparse-vector.ts';
import { runs } from '../support/long-runs.ts';
import { openTestDatabase } from '../support/test-database.ts';

const weight = fc.oneof(
  fc.double({ min: 0.01, max: 3, noNaN: true }).map(Math.fround),
  fc.constantFrom(1.3, 1.7, 2.05).map(Math.fround),
);
const vector = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 1_000_000_000 }), weight), {
  maxLength: 20,
  selector: ([term]) => term,
});

it('the index of words has each term once for each level that its weight reaches', async () => {
  const database = await openTestDatabase();
  await fc.assert(
    fc.asyncProperty(vector, async (entries) => {
      const sorted = entries.toSorted(([a], [b]) => a - b);
      const [row] = await database.query<{ words: string[] }>(
        'select tsvector_to_array(passage_words($1::sparsevec)) as words',
        [toSparsevec({ terms: sorted.map(([t]) => t), weights: sorted.map(([, w]) => w) })],
      );
      const expected = entries.flatMap(([term, reached]) =>
        termLevels.filter(({ least }) => reached >= least).map((l) => term + l.suffix),
      );
      expect(row?.words.sort()).toEqual(expected.sort());
    }),
    { numRuns: runs(30, 1000) },
  );
});

it('a name says each of its terms at every level', async () => {
  const database = await openTestDatabase();
  const [row] = await database.query<{ words: string[] }>(
    `select tsvector_to_array(name_words('{7,12}')) as words, name_words('{}') = '' as empty`,
  );
  const expected = [7, 12].flatMap((term) => termLevels.map(({ suffix }) => `${term}${suffix}`));
  expect(row).toEqual({ words: expected.sort(), empty: true });
});
