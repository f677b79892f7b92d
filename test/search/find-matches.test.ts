import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashTerm } from '../../shared/src/lexical/weights/hash-term.ts';
import { beginningOf, beginningsOf } from '../../shared/src/lexical/words/beginnings.ts';
import { languages } from '../../shared/src/lexical/words/languages.ts';
import { tokenize } from '../../shared/src/lexical/words/tokenize.ts';
import { matchFinder } from '../../shared/src/search/show/find-matches.ts';

const word = fc.oneof(
  fc.stringMatching(/^[A-Za-z]{1,12}$/),
  fc.stringMatching(/^[ab1XYé_.:/'-]{1,12}$/),
  fc.stringMatching(/^(?:[a-zA-Z]{1,4}[_./:-]){1,4}[a-zA-Z0-9]{1,4}$/),
  fc.constantFrom(
    'dying',
    'skies',
    'getStaticPaths',
    "l'été",
    'Übergröße',
    'C++',
    'C#',
    '.NET',
    '--flag',
    '1,599.99',
    '5 %',
    '12/03/2026',
    'utf8',
    '007_a',
    "don't",
    '日本語',
    'v4.0',
  ),
);

test('the matches in a text are its tokens that the query has, in every language', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...languages.keys()),
      fc.array(word, { maxLength: 12 }),
      fc.array(word, { maxLength: 4 }),
      (language, said, asked) => {
        const text = said.join(' ');
        const some = said.filter((_, at) => at % 3 === 0);
        const sought = new Set([...asked, ...some].flatMap((one) => tokenize(one, language)));
        const expected = tokenize(text, language).filter((token) => sought.has(token));
        const terms = [...sought].map((token) => ({ token, isStopWord: false }));
        const matches = matchFinder(terms)(language)(text);
        expect(matches.flatMap(({ terms }) => terms)).toEqual(expected.map(hashTerm));
        for (const { run, start } of matches) expect(text.slice(start).startsWith(run)).toBe(true);
      },
    ),
    { numRuns: 3000 },
  );
});

test('a plain word begins as its stem says it may', () => {
  const ending = fc.constantFrom('', 's', 'ed', 'ing', 'ied', 'ays', 'yed', 'issement', 'ungen');
  fc.assert(
    fc.property(
      fc.constantFrom(...languages.values()),
      fc.stringMatching(/^[a-z]{1,12}$/),
      ending,
      ({ stem }, start, end) => {
        const plain = start + end;
        const at = beginningOf(plain, 0, plain.length);
        expect(beginningsOf([stem(plain)])[at], `${plain} → ${stem(plain)}`).toBe(1);
      },
    ),
    { numRuns: 5000 },
  );
});
