import { describe, expect, it } from 'vitest';
import type { SparseVector } from '../../shared/src/document.ts';
import { queryPhrases } from '../../shared/src/lexical/query/query-phrases.ts';
import { queryTerms } from '../../shared/src/lexical/query/query-terms.ts';
import { queryVector } from '../../shared/src/lexical/query/query-vector.ts';
import { hashTerm } from '../../shared/src/lexical/weights/hash-term.ts';
import { passageVector } from '../../shared/src/lexical/weights/passage-vector.ts';

/** The terms of a query to an index whose passages are in these languages, each in equally many. */
const termsIn = (query: string, ...languages: string[]) =>
  queryTerms(query, new Map(languages.map((language) => [language, 1 / languages.length])));
/** Those that the query surely means. */
const tokens = (query: string, ...languages: string[]) =>
  termsIn(query, ...languages).flatMap(({ token, leastShare }) =>
    leastShare === null ? [token] : [],
  );
const frequencies = (counts: Record<string, number>) =>
  new Map(Object.entries(counts).map(([token, count]) => [hashTerm(token), count]));
const weightOf = ({ terms, weights }: SparseVector, token: string) =>
  weights[terms.indexOf(hashTerm(token))];

describe('what a query looks for', () => {
  it('is every word, stemmed in every language the index holds', () => {
    expect(termsIn('routing', 'en', 'fr')).toEqual([
      {
        term: hashTerm('rout'),
        token: 'rout',
        word: 0,
        text: 'routing',
        weight: 1,
        isStopWord: false,
        isSynonym: false,
        leastShare: null,
      },
      {
        term: hashTerm('routing'),
        token: 'routing',
        word: 0,
        text: 'routing',
        weight: 1,
        isStopWord: false,
        isSynonym: false,
        leastShare: null,
      },
    ]);
    expect(tokens('routing', 'en')).toEqual(['rout']);
  });

  it('is a word once where the languages agree', () => {
    expect(tokens('astro', 'en', 'fr', 'de')).toEqual(['astro']);
  });

  it('leaves out the stop words of the language the query is in', () => {
    expect(tokens('le guide de la page', 'en', 'fr')).toEqual(['guid', 'page', 'pag']);
    expect(tokens('page du tutoriel', 'en', 'fr')).not.toContain('du');
    // "os" is a Portuguese article, and the query is not in Portuguese.
    expect(tokens('what is the os of this', 'en', 'pt')).toContain('os');
  });

  it('is the stop words themselves, unstemmed, if it has nothing else', () => {
    expect(tokens('Who we are', 'en', 'fr')).toEqual(['who', 'we', 'are']);
    expect(tokens('À propos de nous', 'fr')).toEqual(['propos']);
    expect(termsIn('Où êtes-vous', 'fr')).toMatchObject([
      { token: 'ou', isStopWord: true },
      { token: 'etes', isStopWord: true },
      { token: 'vous', isStopWord: true },
    ]);
  });

  it('leaves out French interrogatives if the query is surely French', () => {
    expect(tokens('comment installer un paquet', 'en', 'fr')).not.toContain('comment');
    expect(tokens('delete a comment on a pull request', 'en', 'fr')).toContain('comment');
    expect(tokens('comment syntax', 'en', 'fr')).toContain('comment');
  });

  it('is a name that a stop word makes with its neighbour, if the index has that', () => {
    expect(termsIn('log in with a key', 'en')).toContainEqual(
      expect.objectContaining({ token: 'login', leastShare: 0 }),
    );
    expect(tokens('the IT department', 'en')).toEqual(['it', 'depart']);
    expect(tokens('how IT works', 'en')).toContain('it');
    expect(tokens('HOW IT WORKS', 'en')).toEqual(['work']);
    expect(tokens('cats AND dogs', 'en')).toEqual(['cat', 'dog']);
  });

  it('counts what is said twice', () => {
    expect(termsIn('cache cache', 'en')).toMatchObject([{ token: 'cach', weight: 2 }]);
  });

  it('is read as English when the index holds nothing', () => {
    expect(tokens('collections')).toEqual(['collect']);
  });

  it('is bounded', () => {
    const words = Array.from({ length: 10_000 }, (_, i) => `w${i}`).join(' ');
    expect(termsIn(words, 'en')).toHaveLength(4000);
    expect(termsIn('x'.repeat(1_000_000), 'en')).toHaveLength(1);
    expect(termsIn('', 'en')).toEqual([]);
  });
});

describe('phrases', () => {
  it('are what stands in quotes', () => {
    expect(queryPhrases('the "content  collections" of “live data” and « page prop »')).toEqual([
      'content collections',
      'live data',
      'page prop',
    ]);
  });

  it('need both quotes and something between them', () => {
    expect(queryPhrases('a 5" disk')).toEqual([]);
    expect(queryPhrases('"" and " "')).toEqual([]);
  });
});

describe("the query's vector", () => {
  it('is idf = ln(1 + (N − df + ½) / (df + ½))', () => {
    const terms = termsIn('cache route', 'en');
    const vector = queryVector(terms, frequencies({ cach: 10, rout: 400 }), 1000);
    expect(weightOf(vector, 'cach')).toBeCloseTo(Math.log(1 + 990.5 / 10.5), 10);
    expect(weightOf(vector, 'rout')).toBeCloseTo(Math.log(1 + 600.5 / 400.5), 10);
    expect(vector.terms).toEqual([...vector.terms].sort((a, b) => a - b));
  });

  it('gives the stems of one word one idf, so that none is rare by its language alone', () => {
    const vector = queryVector(
      termsIn('routing', 'en', 'fr'),
      frequencies({ rout: 300, routing: 2 }),
      1000,
    );
    expect(weightOf(vector, 'routing')).toBe(weightOf(vector, 'rout'));
    expect(weightOf(vector, 'rout')).toBeCloseTo(Math.log(1 + 698.5 / 302.5), 10);
  });

  it('takes a term nobody counted for one that a single row holds', () => {
    const terms = termsIn('newcomer', 'en');
    const [unknown] = queryVector(terms, new Map(), 1000).weights;
    expect(unknown).toBeCloseTo(Math.log(1 + 999.5 / 1.5), 10);
  });

  it('stays positive and finite where counts run ahead of the size', () => {
    const terms = termsIn('cache', 'en');
    for (const size of [0, 1, 5]) {
      const [weight = 0] = queryVector(terms, frequencies({ cach: 10 }), size).weights;
      expect(weight >= 0 && Number.isFinite(weight)).toBe(true);
    }
  });

  it("makes a passage's inner product its BM25 score", () => {
    const texts = ['cache the route', 'the route of routes', 'a cache for assets and fonts'];
    const vectors = texts.map((text) => passageVector({ headingPath: [], text }, []).vector);
    const counts = frequencies({ cach: 2, rout: 2 });
    const query = queryVector(termsIn('route cache', 'en'), counts, texts.length);
    const scores = vectors.map(({ terms, weights }) =>
      terms.reduce((sum, term, index) => {
        const at = query.terms.indexOf(term);
        return at < 0 ? sum : sum + (weights[index] ?? 0) * (query.weights[at] ?? 0);
      }, 0),
    );
    const idf = Math.log(1 + (3 - 2 + 0.5) / 2.5);
    const bm25 = (tf: number, length: number) =>
      (idf * tf * 2.6) / (tf + 1.6 * (1 - 0.75 + (0.75 * length) / 80));
    expect(scores[0]).toBeCloseTo(2 * bm25(1, 2), 10);
    expect(scores[1]).toBeCloseTo(bm25(2, 2), 10);
    expect(scores[2]).toBeCloseTo(bm25(1, 3), 10);
  });
});
