import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashTerm } from '../../shared/src/lexical/hash-term.ts';
import { tokenize } from '../../shared/src/lexical/tokenize.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

const ten = Array.from({ length: 10 }, (_, at) => `log/day-${at}.md`);
const days = ['gulls', 'nets', 'ropes', 'sails', 'fog', 'cargo', 'salt', 'oars', 'masts', 'crabs'];

beforeAll(async () => {
  docPilot = await searchable({
    ...Object.fromEntries(
      ten.map((path, at) => [path, `# Day ${at}\n\nThe harbour was full of ${days[at]}.\n`]),
    ),
    'quays.md': '# Quays\n\nThe harbour has a pontoon.\n',
  });
  // As among 100,000 passages: so many hold the one word that it finds no candidates beside the other.
  for (const [word, chunks] of Object.entries({ harbour: 6_000, pontoon: 600 })) {
    const [token = ''] = tokenize(word, 'en');
    await docPilot.database.query('update term_frequencies set chunks = $2 where term = $1', [
      hashTerm(token),
      chunks,
    ]);
  }
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test('a word of many passages finds nothing beside a rare one, but where a filter leaves few', async () => {
  const everywhere = await docPilot.ask('harbour pontoon');
  expect(everywhere.results.map(({ path }) => path)).toEqual(['quays.md']);
  const filtered = await docPilot.ask('harbour pontoon', {
    filters: { path_prefix: 'log/' },
    limit: 50,
  });
  expect(filtered.results.map(({ path }) => path).sort()).toEqual(ten);
});
