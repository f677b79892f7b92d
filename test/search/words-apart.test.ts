import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'hyphens.md':
      '# Hyphens\n\nPop-ups are blocked, sign-ins are logged. A stand-up is short; by-products are sold.\n',
    'verbs.md':
      '# Verbs\n\nWe roll out a lamp at noon. Shut down the old one, and opt out of mail if you like.\n',
    'times.md':
      '# Times\n\nThe time-zone is that of the tower. Co-workers keep real-time logs of the work-flows.\n',
    'words.md':
      '# Words\n\nSign the book at the door. The time of the zone, work in flows, a car, and a pet.\n',
    'other.md':
      '# Other\n\nA kettle, a stove and a table stand in the kitchen, down in the tower.\n',
    'fr.md':
      '# Règles\n\nLe télé-travail est possible deux jours par semaine pour les gardiens de la tour.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test.each([
  ['popup', 'hyphens.md'],
  ['popups', 'hyphens.md'],
  ['signin', 'hyphens.md'],
  ['standups', 'hyphens.md'],
  ['byproduct', 'hyphens.md'],
  ['rollout', 'verbs.md'],
  ['rollouts', 'verbs.md'],
  ['shutdown', 'verbs.md'],
  ['optout', 'verbs.md'],
  ['timezone', 'times.md'],
  ['timezones', 'times.md'],
  ['coworker', 'times.md'],
  ['realtime', 'times.md'],
  ['workflow', 'times.md'],
  ['télétravail', 'fr.md'],
  ['teletravail', 'fr.md'],
])('%s is found where two words stand together', async (query, path) => {
  const { results, evidence } = await docPilot.ask(query);
  expect(results[0]?.path).toBe(path);
  expect(evidence).toBe('strong');
});

test.each([
  ['pop-up', 'hyphens.md'],
  ['pop-ups', 'hyphens.md'],
  ['sign-in', 'hyphens.md'],
  ['sign in', 'hyphens.md'],
  ['stand-ups', 'hyphens.md'],
])('%s is found in the other grammatical number', async (query, path) => {
  const { results, evidence } = await docPilot.ask(query);
  expect(results[0]?.path).toBe(path);
  expect(evidence).toBe('strong');
});

test.each(['carpet', 'breakdown', 'kettledrum'])(
  '%s is not found where its parts stand apart',
  async (query) => {
    const { results, evidence } = await docPilot.ask(query);
    expect(results).toEqual([]);
    expect(evidence).toBe('none');
  },
);
