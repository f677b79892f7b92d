import { describe, expect, it } from 'vitest';
import { queryTerms } from '../../shared/src/lexical/query/query-terms.ts';
import { tokenize } from '../../shared/src/lexical/words/tokenize.ts';
import { typedForm } from '../../shared/src/lexical/words/typed-letters.ts';

const words = {
  de: 'Geschäftsführung Führungskräfte Bürogebäude Prüfgerät Öztürk Übergabeprotokoll Kündigung Köln Brücke Lüdenscheidt',
  sv: 'förråd källare arbetsmiljö åtgärd hälsa',
  da: 'køkken århus brød måned',
  no: 'kjøkken gård brød måned',
};

describe('letters that a keyboard lacks', () => {
  it.each(Object.entries(words))('are found however they are typed: %s', (language, list) => {
    const held = new Map([[language, 1]]);
    const tokensOf = (query: string) => queryTerms(query, held).map(({ token }) => token);
    for (const word of list.split(' ')) {
      const typed = typedForm(word.toLowerCase(), language) ?? '';
      expect(typed).toMatch(/^[a-z]+$/);
      expect(tokensOf(typed), word).toContain(tokenize(word, language)[0]);
      expect(tokensOf(word), word).toContain(tokenize(typed, language)[0]);
    }
  });

  it('leave stop words out in both forms', () => {
    expect(tokenize('für fuer über ueber', 'de')).toEqual([]);
  });

  it('are only looked for in languages that have them', () => {
    const tokens = queryTerms('blue queue', new Map([['en', 1]])).map(({ token }) => token);
    expect(tokens).not.toContain('blu');
    expect(tokens).not.toContain('queu\u0308');
  });
});

describe('the article of a Swedish neuter noun', () => {
  it.each([
    ['bidraget', 'bidrag'],
    ['ombudet', 'ombud'],
    ['förrådet', 'förråd'],
    ['kontoret', 'kontor'],
    ['avtalets', 'avtal'],
    ['paketet', 'paket'],
    ['arbetet', 'arbete'],
  ])('is an ending: %s', (one, other) => {
    expect(tokenize(one, 'sv')[0]).toBe(tokenize(other, 'sv')[0]);
  });

  it('is found at the end of a compound', () => {
    expect(tokenize('Friskvårdsbidraget', 'sv')).toContain(tokenize('bidrag', 'sv')[0]);
    expect(tokenize('Arbetsmiljöombudet', 'sv')).toContain(tokenize('ombud', 'sv')[0]);
  });
});
