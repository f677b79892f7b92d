import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'joined.md':
      '# Joined\n\nThe filesystem is ext4. Username and codebase are in the changelog; webhooks call.\n',
    'apart.md': '# Apart\n\nEach user has a file. The name of the heating system is in a log.\n',
    'calls.md': '# Calls\n\nWe call `viewTransitions` here, and it is slow: `viewTransitions`.\n',
    'prose.md': '# Prose\n\nA view has transitions: view transitions are slow, too.\n',
    'other.md': '# Other\n\nA kettle, a stove and a table stand in the kitchen of the tower.\n',
    'fr.md':
      '# Règles\n\nLe télétravail est possible deux jours par semaine pour les gardiens de la tour.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test.each([
  ['file system', 'joined.md'],
  ['file-system', 'joined.md'],
  ['File systems', 'joined.md'],
  ['user name', 'joined.md'],
  ['code base', 'joined.md'],
  ['change log', 'joined.md'],
  ['web hook', 'joined.md'],
  ['télé-travail', 'fr.md'],
  ['tele travail', 'fr.md'],
])('%s is found where a text has it as one word', async (query, path) => {
  const { results, evidence } = await docPilot.ask(query);
  expect(results[0]?.path).toBe(path);
  expect(evidence).toBe('strong');
});

test('a name in code that joins the words is no better than the words', async () => {
  const { results } = await docPilot.ask('view transitions');
  expect(results.map(({ path }) => path)).toEqual(['prose.md', 'calls.md']);
});
