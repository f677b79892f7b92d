import fc from 'fast-check';
import { expect, it } from 'vitest';
import { termLevels } from '../../shared/src/lexical/weights/term-levels.ts';
import { toSparsevec } from '../../shared/src/store/documents/sparse-vector.ts';
import { countTerms } from '../../shared/src/store/documents/term-deltas.ts';
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
/** As it is made: weights in double precision. */
const exactWeight = fc.oneof(
  fc.double({ min: 0.01, max: 3, noNaN: true }),
  fc.constantFrom(1.3, 1.7, 2.05),
);

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

it('a document is counted for the words that the index has of its passages', async () => {
  const database = await openTestDatabase();
  const terms = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 });
  const passage = terms.chain((some) =>
    fc.record({
      terms: fc.constant(some.toSorted((a, b) => a - b)),
      weights: fc.array(exactWeight, { minLength: some.length, maxLength: some.length }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(passage, { minLength: 1, maxLength: 5 }), async (passages) => {
      const counted = countTerms({
        lexical: { terms: [], weights: [] },
        chunks: passages.map((lexical) => ({ lexical, language: 'en' })),
      });
      const words = await database.query<{ word: string; count: number }>(
        `select word, count(*) as count
         from unnest($1::text[]) as vector,
              unnest(tsvector_to_array(passage_words(vector::sparsevec))) as word
         group by word`,
        [passages.map(toSparsevec)],
      );
      const expected = new Map(words.map(({ word, count }) => [word, count]));
      const actual = new Map(
        termLevels.flatMap(({ suffix }) =>
          [...(counted.get(suffix ? `chunks_${suffix}` : 'chunks') ?? [])]
            // Below 1 are the number of passages and that of each language.
            .filter(([term]) => term > 0)
            .map(([term, count]) => [`${term}${suffix}`, count] as const),
        ),
      );
      expect(actual).toEqual(expected);
      expect(counted.get('chunks')?.get(0)).toBe(passages.length);
    }),
    { numRuns: 100 },
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
