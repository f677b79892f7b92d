import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashTerm } from '../../shared/src/lexical/weights/hash-term.ts';
import { tokenize } from '../../shared/src/lexical/words/tokenize.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

const prose = (sentence: string) =>
  `${sentence} ${'Gulls circle over nets that dry beside painted boats near wooden sheds. '.repeat(6)}`;
const many = (folder: string, count: number, text: (at: number) => string) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [
      `${folder}/${at}.md`,
      `# Entry ${at}\n\n${text(at)}\n`,
    ]),
  );

beforeAll(async () => {
  docPilot = await searchable({
    'tower.md': `# Fog\n\n${prose('From the harbour nobody saw the tower.')}\n`,
    ...many('often', 60, (at) => `Harbour ${at}: a harbour asks harbour dues.`),
    ...many('once', 520, (at) => prose(`The harbour was quiet on day ${at}.`)),
  });
  // As among 100,000 passages, of which every third holds the word.
  await docPilot.database.query(
    `update term_frequencies set chunks = case term when 0 then 100000 else 33000 end
     where term in (0, $1)`,
    [hashTerm(tokenize('harbour', 'en')[0] ?? '')],
  );
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

const foldersOf = (results: readonly { path: string }[]) =>
  new Set(results.map(({ path }) => path.split('/')[0]));

test('a very frequent word finds the passages first in which it weighs most', async () => {
  const { results } = await docPilot.ask('harbour', { limit: 50 });
  expect(results).toHaveLength(50);
  expect(foldersOf(results)).toEqual(new Set(['often']));
});

test('a rarer word beside it finds its passages, and both count', async () => {
  expect((await docPilot.ask('harbour tower')).results[0]?.path).toBe('tower.md');
});

test('later pages reach the passages in which it weighs little', async () => {
  const paths: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await docPilot.ask('harbour', { limit: 50, ...(cursor && { cursor }) });
    paths.push(...page.results.map(({ path }) => path));
    cursor = page.next_cursor;
  }
  expect(new Set(paths).size).toBe(200);
  expect(paths.filter((path) => path.startsWith('often/'))).toHaveLength(60);
});

test('a filter that leaves out all of those still finds the others', async () => {
  const filters = { path_prefix: 'once/' };
  const { results, next_cursor } = await docPilot.ask('harbour', { limit: 50, filters });
  expect(results).toHaveLength(50);
  expect(foldersOf(results)).toEqual(new Set(['once']));
  expect(next_cursor).not.toBeNull();
});
