import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashTerm } from '../../shared/src/lexical/hash-term.ts';
import { languages } from '../../shared/src/lexical/languages.ts';
import { tokenize } from '../../shared/src/lexical/tokenize.ts';
import { runFinder } from '../../shared/src/search/find-runs.ts';

const word = fc.oneof(
  fc.stringMatching(/^[A-Za-z]{1,12}$/),
  fc.constantFrom(
    'dying',
    'skies',
    'getStaticPaths',
    "l'été",
    'Übergröße',
    'C++',
    '日本語',
    'v4.0',
  ),
);

test('a text is found to hold what its tokens are, in every language', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...languages.keys()),
      fc.array(word, { maxLength: 12 }),
      fc.array(word, { maxLength: 4 }),
      (language, said, asked) => {
        const text = said.join(' ');
        const sought = new Set(asked.flatMap((one) => tokenize(one, language)));
        const expected = tokenize(text, language).filter((token) => sought.has(token));
        const found = runFinder(sought)(text, language);
        expect(found.flatMap(({ terms }) => terms)).toEqual(expected.map(hashTerm));
        for (const { run, start } of found) expect(text.slice(start).startsWith(run)).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a stem begins as its word does', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...languages.values()),
      fc.stringMatching(/^[a-z]{1,14}$/),
      ({ stem }, plain) => {
        expect(stem(plain)[0]).toBe(plain[0]);
      },
    ),
    { numRuns: 5000 },
  );
});
