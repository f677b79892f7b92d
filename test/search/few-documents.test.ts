import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashTerm } from '../../shared/src/lexical/weights/hash-term.ts';
import { tokenize } from '../../shared/src/lexical/words/tokenize.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

const ten = Array.from({ length: 10 }, (_, at) => `log/day-${at}.md`);
const days = ['gulls', 'nets', 'ropes', 'sails', 'fog', 'cargo', 'salt', 'oars', 'masts', 'crabs'];

const termOf = (word: string) => hashTerm(tokenize(word, 'en')[0] ?? '');

beforeAll(async () => {
  docPilot = await searchable({
    ...Object.fromEntries(
      ten.map((path, at) => [path, `# Day ${at}\n\nThe harbour was full of ${days[at]}.\n`]),
    ),
    'quays.md': '# Quays\n\nThe harbour has a pontoon.\n',
  });
  // As among 100,000 passages, of which so many hold the words.
  const counts = { 0: 100_000, [termOf('harbour')]: 60_000, [termOf('pontoon')]: 6_000 };
  for (const [term, chunks] of Object.entries(counts)) {
    await docPilot.database.query('update term_frequencies set chunks = $2 where term = $1', [
      term,
      chunks,
    ]);
  }
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test('where a filter leaves few documents, a word of very many passages finds all of them', async () => {
  const { results } = await docPilot.ask('harbour pontoon', {
    filters: { path_prefix: 'log/' },
    limit: 50,
  });
  expect(results.map(({ path }) => path).sort()).toEqual(ten);
});

test('a search after the index has changed knows it, though it remembers the words of earlier ones', async () => {
  const passages = async (query: string) => {
    const { explanation } = await docPilot.ask(query, { explain: true });
    return explanation?.query?.terms.map(({ token, passages }) => [token, passages]);
  };
  const hold = (word: string, chunks: number) =>
    docPilot.database.query('update term_frequencies set chunks = $2 where term = $1', [
      termOf(word),
      chunks,
    ]);
  await docPilot.ask('harbour lamps');
  await hold('pontoon', 7_000);
  for (const count of [50_000, 40_000]) {
    await hold('harbour', count);
    expect(await passages('pontoon harbour')).toEqual([
      ['pontoon', 7_000],
      ['harbour', count],
    ]);
  }
  await docPilot.database.query(
    `insert into term_frequencies (term, chunks, chunks_a, chunks_b, chunks_c, documents)
     values ($1, 3, 0, 0, 0, 3)`,
    [termOf('lamps')],
  );
  expect(await passages('lamps')).toEqual([['lamp', 3]]);
});
