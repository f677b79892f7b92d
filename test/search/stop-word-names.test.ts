import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

/** Pages that say a word often, but never the name. */
const others = (word: string) =>
  Object.fromEntries(
    Array.from({ length: 4 }, (_, at) => [
      `${word}/${at}.md`,
      `# ${word} ${at}\n\nEach ${word} is a ${word}. The ${word} of ${at}: ${word}, ${word}.\n`,
    ]),
  );

beforeAll(async () => {
  docPilot = await searchable({
    ...others('call'),
    ...others('sign'),
    ...others('opt'),
    ...others('log'),
    ...others('department'),
    ...others('net'),
    ...others('vitamin'),
    ...others('list'),
    ...others('bus'),
    'rota.md': '# Rota\n\nWho is on-call gets the lantern for a week.\n',
    'entry.md': '# Entry\n\nWith a badge you sign in at the gate.\n',
    'leave.md': '# Leaving\n\nA keeper may opt out of the night watch.\n',
    'key.md': '# Keys\n\nTo log in you need a key of brass.\n',
    'lamps.md': '# Lamps\n\nThe IT department repairs the lamps in spring.\n',
    'runtime.md': '# Runtime\n\nThe relay runs on .NET eight since autumn.\n',
    'food.md': '# Food\n\nCarrots have vitamin A, oranges have more of others.\n',
    'chores.md': '# Chores\n\nA to-do board hangs in the hall.\n',
    'wires.md': '# Wires\n\nThe CAN bus of the lamp has two wires.\n',
    'pills.md': '# Pills\n\nA vitamin, a pill: which keeper takes a vitamin? A few do.\n',
    // Languages in which some of these stop words are ordinary words.
    'fr/nuit.md':
      '# La nuit\n\nLes gardiens montent dans la tour et allument la lampe avec soin.\n',
    'fr/jour.md': '# Le jour\n\nLe matin, un gardien descend et les autres restent dans la tour.\n',
    'de/nacht.md': '# Die Nacht\n\nDie Wächter gehen auf den Turm und zünden dort das Licht an.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test.each([
  ['on-call', 'rota.md'],
  ['on call', 'rota.md'],
  ['who is on call', 'rota.md'],
  ['sign-in', 'entry.md'],
  ['sign in', 'entry.md'],
  ['opt-out', 'leave.md'],
  ['opt out', 'leave.md'],
  ['log in', 'key.md'],
  ['IT department', 'lamps.md'],
  ['it department', 'lamps.md'],
  ['where is the IT department', 'lamps.md'],
  ['.NET', 'runtime.md'],
  ['.net', 'runtime.md'],
  ['vitamin A', 'food.md'],
  ['vitamin a', 'food.md'],
  ['CAN bus', 'wires.md'],
  ['to do', 'chores.md'],
  ['to-do', 'chores.md'],
])('%s is looked for whole', async (query, path) => {
  const { results, evidence } = await docPilot.ask(query);
  expect(results[0]?.path).toBe(path);
  expect(evidence).toBe('strong');
});

test.each([
  ['what are pills', 'pills.md'],
  ['where is our department?', 'department/0.md'],
  ['can I log in', 'key.md'],
  ['the badge', 'entry.md'],
  ["who's on call?", 'rota.md'],
  ['how do I sign in', 'entry.md'],
  ["what's a carrot for", 'food.md'],
  ['comment allument les gardiens', 'fr/nuit.md'],
  ['où sont les gardiens', 'fr/nuit.md'],
])('words that only ask are no part of a name: %s', async (query, path) => {
  const { results, evidence } = await docPilot.ask(query);
  expect(results.map((result) => result.path)).toContain(path);
  expect(evidence).toBe('strong');
});

describe('evidence is not strong where only the other word stands', () => {
  test.each([
    'call off',
    'off-call',
    'sign up',
    'log out',
    'HR department',
    'US department',
    'vitamin on',
  ])('%s', async (query) => {
    const { results, evidence } = await docPilot.ask(query);
    expect(results.length).toBeGreaterThan(0);
    expect(evidence).not.toBe('strong');
  });
});
