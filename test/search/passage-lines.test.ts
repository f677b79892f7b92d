import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashTerm } from '../../shared/src/lexical/weights/hash-term.ts';
import { tokenize } from '../../shared/src/lexical/words/tokenize.ts';
import { expandPassages } from '../../shared/src/search/show/expand-passages.ts';
import { matchFinder } from '../../shared/src/search/show/find-matches.ts';
import { showHit } from '../../shared/src/search/show/show-hit.ts';
import { readHits, type StoredHit } from '../../shared/src/store/search/read-hits.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

const root = join(import.meta.dirname, '..', '..');
const folders = [
  'test/fixtures/markdown',
  'docs/decisions',
  'shared/src/lexical',
  'functions/home',
];
const files = new Map(
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }): [string, string] => [
        `${folder}/${name}`,
        readFileSync(join(root, folder, name), 'utf8'),
      ]),
  ),
);
files.set(
  'windows.md',
  '# Windows\r\n\r\nLines end in two characters.\r\n\r\n## More\r\n\r\nOf it.\r\n',
);
let docPilot: Searchable;
let hits: StoredHit[];

beforeAll(async () => {
  docPilot = await searchable(Object.fromEntries(files));
  const chunks = await docPilot.database.query<{ documentId: number; passageId: number }>(
    'select document_id as "documentId", passage_id as "passageId" from chunks',
  );
  hits = await readHits(docPilot.database, chunks);
  expect(hits.length).toBe(chunks.length);
  expect(hits.length).toBeGreaterThan(100);
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

/** What stands on the lines that a link names. */
function linkedLines(url: string, path: string): string {
  const [, first, last] = /#L(\d+)-L(\d+)$/.exec(url) ?? [];
  const lines = (files.get(path) ?? '').split(/\r?\n/);
  return lines.slice(Number(first) - 1, Number(last)).join('\n');
}

/**
 * A piece of a long table begins with the header, or the end of it, that stands above its rows: such
 * lines are taken off where they are not among the linked ones.
 */
function withoutRepeatedHeader(snippet: string, linked: string): string {
  if (linked.includes(snippet)) return snippet;
  const lines = snippet.split('\n');
  const end = lines.findIndex((line) => /^\|[-| :]*-[-| :]*\|$/.test(line));
  return lines.slice(end + 1).join('\n');
}

/** Every hit as an answer to some of its own words. */
async function shown(expand: 'none' | 'neighbours' | 'section' | 'best') {
  const expanded = await Promise.all(
    hits.map((hit) => expandPassages(docPilot.database, [hit], expand, 4_000)),
  );
  return hits.map((hit, index) => {
    const words = tokenize(hit.body, hit.language).filter((_, at) => at % 3 === 0);
    const weights = new Map(words.map((word) => [hashTerm(word), 1]));
    const terms = words.map((token) => ({ token, isStopWord: false }));
    const find = matchFinder(terms)(hit.language);
    const matches = { weights, find, matches: find(hit.body) };
    const ranked = {
      ...hit,
      score: 1,
      passageScore: 1,
      documentScore: 0,
      secondPassageId: null,
      sketch: '',
      termCount: 0,
    };
    const found = {
      similarity: null,
      match: 'words' as const,
      scoredBy: { words: 1, meaning: null },
    };
    const around = expanded[index]?.get(hit.documentId);
    const isSought = words.length > 0;
    return {
      hit,
      isSought,
      result: showHit({ ...ranked, ...found }, hit, [], matches, {
        expanded: around,
        highlight: true,
      }),
    };
  });
}

describe('every passage of a corpus', () => {
  test.each(['none', 'neighbours', 'section', 'best'] as const)(
    'stands on the lines its link names, expanded by %s',
    async (expand) => {
      for (const { hit, isSought, result } of await shown(expand)) {
        const linked = linkedLines(result.url, hit.path);
        const snippet = withoutRepeatedHeader(result.snippet, linked);
        expect(linked).toContain(snippet);
        if (isSought) expect(result.highlights?.length).toBeGreaterThan(0);
        expect(result.start_line).toBeLessThanOrEqual(hit.startLine);
        expect(result.end_line).toBeGreaterThanOrEqual(hit.endLine);
      }
    },
  );
});

test('a hit is expanded to everything under its heading', async () => {
  const query = 'Lines end in two characters';
  const [alone] = await docPilot.search(query);
  const [section] = await docPilot.search(query, { expand: 'section' });
  expect(section?.id).toBe(alone?.id);
  expect(section?.snippet).toContain('Lines end in two characters.');
});
