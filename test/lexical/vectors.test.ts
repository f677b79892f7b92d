import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../shared/src/chunk/chunk-document.ts';
import type { SparseVector } from '../../shared/src/document.ts';
import { documentVector } from '../../shared/src/lexical/weights/document-vector.ts';
import { hashTerm, lexicalDimension } from '../../shared/src/lexical/weights/hash-term.ts';
import { chunkVector, passageVector } from '../../shared/src/lexical/weights/passage-vector.ts';
import { readTerms, readTextTerms } from '../../shared/src/lexical/weights/read-terms.ts';
import { tokenize } from '../../shared/src/lexical/words/tokenize.ts';

const weight = ({ terms, weights }: SparseVector, word: string, language = 'en') => {
  const [token = ''] = tokenize(word, language);
  return weights[terms.indexOf(hashTerm(token))] ?? 0;
};
const passage = (text: string, ...headingPath: string[]) =>
  passageVector({ headingPath, text }, []);
const blank = { title: '', headings: [], definitions: [], path: '', text: '' };

const expectWellFormed = ({ terms, weights }: SparseVector) => {
  expect(terms).toEqual([...new Set(terms)].sort((a, b) => a - b));
  expect(weights).toHaveLength(terms.length);
  for (const value of weights) expect(value > 0 && Number.isFinite(value)).toBe(true);
};

describe('a term', () => {
  it('is a place that int4 and sparsevec hold, the same for ever', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (token) => {
        const term = hashTerm(token);
        expect(Number.isInteger(term) && term >= 1 && term <= lexicalDimension).toBe(true);
      }),
      { seed: 7 },
    );
    expect(lexicalDimension).toBeLessThanOrEqual(1_000_000_000);
    expect(['astro', 'ray', '東京'].map(hashTerm)).toMatchInlineSnapshot(`
      [
        944919000,
        96559358,
        745305632,
      ]
    `);
  });

  it('is seldom shared by two words', () => {
    const places = new Set(Array.from({ length: 100_000 }, (_, i) => hashTerm(`word${i}`)));
    expect(places.size).toBeGreaterThan(99_980);
  });
});

describe("a passage's vector", () => {
  it('is BM25 without idf: tf·(k1+1) / (tf + k1·(1 − b + b·length/80)), k1 1.6, b 0.75', () => {
    const { vector } = passage('cache cache cache route');
    const damping = 1.6 * (1 - 0.75 + (0.75 * 4) / 80);
    expect(weight(vector, 'cache')).toBeCloseTo((3 * 2.6) / (3 + damping), 10);
    expect(weight(vector, 'route')).toBeCloseTo(2.6 / (1 + damping), 10);
  });

  it('counts the headings above as its text', () => {
    expect(passage('body', 'Guide', 'Install')).toEqual(passage('Guide\nInstall\nbody'));
  });

  it('counts the names that it defines as headings above it', () => {
    const passage = { headingPath: ['Guide'], text: 'function readBody(request) {' };
    const headed = { ...passage, headingPath: ['Guide', 'readBody'] };
    expect(passageVector(passage, ['readBody'])).toEqual(passageVector(headed, []));
  });

  it('is made in its own language, and says which', () => {
    const french = passage('Les collections de contenu sont dans le dossier des pages');
    expect(french.language).toBe('fr');
    expect(weight(french.vector, 'collection', 'fr')).toBeGreaterThan(0);
    expect(weight(french.vector, 'dans', 'en')).toBe(0);
  });

  it('is well formed for any text, and the same every time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        expectWellFormed(passage(text).vector);
        expect(passage(text)).toEqual(passage(text));
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('of nothing is empty', () => {
    expect(passage('').vector).toEqual({ terms: [], weights: [] });
  });
});

describe("a document's vector", () => {
  it('sums what each field says', () => {
    const fields = {
      title: 'Routing',
      headings: ['Routing'],
      definitions: [],
      path: 'routing.md',
      text: 'Routing.',
    };
    const alone = Object.entries(fields).map(([name, value]) =>
      weight(documentVector({ ...blank, [name]: value }), 'routing'),
    );
    const all = documentVector(fields);
    expectWellFormed(all);
    expect(weight(all, 'routing')).toBeCloseTo(
      alone.reduce((sum, value) => sum + value, 0),
      10,
    );
  });

  it('weighs a title above a heading above a path', () => {
    const text = 'word '.repeat(50);
    const title = weight(documentVector({ ...blank, text, title: 'cache' }), 'cache');
    const heading = weight(documentVector({ ...blank, text, headings: ['cache'] }), 'cache');
    const path = weight(documentVector({ ...blank, text, path: 'cache' }), 'cache');
    expect(title).toBeGreaterThan(heading);
    expect(heading).toBeGreaterThan(path);
    expect(path).toBeGreaterThan(0);
  });

  it('weighs the names that code defines as headings', () => {
    const heading = documentVector({ ...blank, headings: ['readBody'] });
    expect(documentVector({ ...blank, definitions: ['readBody'] })).toEqual(heading);
  });

  it('takes the name of the file for the title that a text does not name', () => {
    const named = weight(documentVector({ ...blank, title: 'cache' }), 'cache');
    const path = weight(documentVector({ ...blank, title: '', path: 'src/cache.ts' }), 'cache');
    const both = weight(documentVector({ ...blank, title: null, path: 'src/cache.ts' }), 'cache');
    expect(both).toBeCloseTo(named + path, 10);
  });

  it('keeps what weighs most where a text has more words than a sparse vector holds', () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `w${i}`).join(' ');
    const vector = documentVector({ ...blank, title: 'cache', text });
    expectWellFormed(vector);
    expect(vector.terms).toHaveLength(16_000);
    expect(weight(vector, 'cache')).toBeGreaterThan(0);
  });

  it('reads a path as names', () => {
    const vector = documentVector({ ...blank, path: 'guides/content-collections.mdx' });
    expect(weight(vector, 'collection')).toBeGreaterThan(0);
  });
});

describe('the terms of a text, read once for the document and its passages', () => {
  const mark = fc.constantFrom('.', '/', '-', "'", '’', '_', '#', '--', ':', '\r', '\t', '😀', 'é');
  const word = fc.oneof(
    fc.constantFrom(
      'the',
      'les',
      'dans',
      'getStaticPaths',
      'v4.0',
      'server-side',
      '東京タワー',
      'Überblick',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => text.replaceAll('\n', ' ')),
    mark,
  );
  const line = fc
    .tuple(fc.constantFrom('', '# ', '## ', '- '), fc.array(word, { maxLength: 60 }), mark)
    .map(([start, words, between]) => `${start}${words.join(between === '.' ? ' ' : between)}`);
  const text = fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n'));

  it('are those of its lines, one after the other', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const { language, terms, lineStarts } = readTextTerms(whole);
        const lines = lineStarts.map((start, line) => terms.slice(start, lineStarts[line + 1]));
        expect(lines).toEqual(whole.split('\n').map((one) => readTerms(one, language)));
        expect(terms).toEqual(readTerms(whole, language));
      }),
      { seed: 7 },
    );
  });

  it('weigh a chunk as it is weighed by itself', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const terms = readTextTerms(whole);
        for (const chunk of chunkDocument('guide.md', whole).chunks)
          expect(chunkVector(chunk, [], terms)).toEqual(passageVector(chunk, []));
      }),
      { seed: 7 },
    );
  });

  it('weigh each piece of a long table by its header, too', () => {
    const rows = Array.from({ length: 90 }, (_, n) => `| Vessel ${n} | ${n} fathoms |`);
    const whole = `| Vessel | Draught |\n| --- | --- |\n${rows.join('\n')}\n`;
    const { chunks } = chunkDocument('fleet.md', whole);
    expect(chunks.length).toBeGreaterThan(2);
    for (const chunk of chunks) {
      const { vector } = chunkVector(chunk, [], readTextTerms(whole));
      expect(vector.terms).toContain(hashTerm('draught'));
    }
  });
});
