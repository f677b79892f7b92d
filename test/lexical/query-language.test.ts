import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryLanguage } from '../../shared/src/lexical/query/query-language.ts';
import { languages } from '../../shared/src/lexical/words/languages.ts';

const codes = [...languages.keys()];
const isStopWord = (word: string, code: string) => languages.get(code)?.stopWords.has(word);
/** Stop words that no other language has, so that they say which it is. */
const ownStopWords = new Map(
  codes.map((code) => [
    code,
    [...(languages.get(code)?.stopWords ?? [])].filter(
      (word) =>
        /^\p{L}{2,}$/u.test(word) &&
        codes.every((other) => other === code || !isStopWord(word, other)),
    ),
  ]),
);
const twoLanguages = fc
  .uniqueArray(fc.constantFrom(...codes), { minLength: 2, maxLength: 2 })
  .map(([one = '', other = '']) => ({ one, other }));

describe('the language of a query', () => {
  it('never costs the language of the index a word for a single foreign stop word', () => {
    const cases = twoLanguages.chain(({ one, other }) =>
      fc.record({
        one: fc.constant(one),
        other: fc.constant(other),
        foreign: fc.constantFrom(...(ownStopWords.get(other) ?? [])),
        share: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ one, other, foreign, share }) => {
        const shares = new Map([
          [one, 1 - share],
          [other, share],
        ]);
        const words = ['zzformat', foreign, 'zzpage'];
        expect(queryLanguage(words, shares).stopWords).not.toContain(foreign);
        expect(queryLanguage(words, new Map([[one, 1]])).stopWords).not.toContain(foreign);
      }),
    );
  });

  it('is the one of most passages where two have as many stop words', () => {
    const held = new Map([
      ['de', 0.1],
      ['en', 0.8],
      ['fr', 0.1],
    ]);
    expect(queryLanguage(['sign', 'in'], held)).toMatchObject({
      likely: ['en', 'de'],
      stopWords: new Set(['in']),
    });
  });

  it('is the one that asks where two have as many stop words, unless English comments', () => {
    const held = (...codes: string[]) => new Map(codes.map((code) => [code, 0.5]));
    const words = ['comment', 'demander', 'des'];
    expect(queryLanguage(words, held('de', 'fr'))).toMatchObject({
      likely: ['fr'],
      stopWords: new Set(['des']),
      doubtful: new Set(['comment']),
    });
    const { stopWords } = queryLanguage(['comment', 'on', 'a', 'page'], held('en', 'fr'));
    expect(stopWords).not.toContain('comment');
  });

  it('is one that the index does not hold only with a clear lead', () => {
    const held = new Map([['en', 1]]);
    expect([...queryLanguage(['le', 'guide', 'de', 'la', 'page'], held).stopWords]).toEqual([
      'le',
      'de',
      'la',
    ]);
    expect([
      ...queryLanguage(['options', 'de', 'configuration', 'éditeur'], held).stopWords,
    ]).toEqual(['de']);
    expect([...queryLanguage(['de', 'facto', 'standard'], held).stopWords]).toEqual([]);
  });

  it('of the index leaves out its stop words, however many languages the index holds', () => {
    const cases = fc
      .constantFrom(...codes)
      .filter((code) => (ownStopWords.get(code)?.length ?? 0) > 4)
      .chain((code) =>
        fc.record({
          code: fc.constant(code),
          said: fc.uniqueArray(fc.constantFrom(...(ownStopWords.get(code) ?? [])), {
            minLength: 2,
            maxLength: 4,
          }),
        }),
      );
    fc.assert(
      fc.property(cases, ({ code, said }) => {
        const shares = new Map(codes.map((other) => [other, 1 / codes.length]));
        const { likely, stopWords } = queryLanguage(['zzformat', ...said], shares);
        expect(likely).toEqual([code]);
        expect([...stopWords].sort()).toEqual([...said].sort());
      }),
    );
  });

  it('leaves out French interrogatives if the query is surely French', () => {
    const shares = new Map([
      ['en', 0.5],
      ['fr', 0.5],
    ]);
    const stopWords = (query: string) => queryLanguage(query.split(' '), shares).stopWords;
    expect(stopWords('comment installer un paquet')).toContain('comment');
    expect(stopWords('delete a comment on a pull request')).not.toContain('comment');
    expect(stopWords('comment syntax')).not.toContain('comment');
  });
});
