import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { marked } from '../support/marked.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'office.md': '# About us\n\nThe harbour office opens at eight and closes at noon.\n',
    'people.md': '# Who we are\n\nAda keeps the lock, Grace the lamps.\n',
    'ferry.md':
      '# Ferry\n\nIt is about a mile to the island, and we are there before you know who you are.\n\n' +
      '## How to\n\nBuy a ticket at the counter, then show it to the mate.\n',
    'why.txt': 'The old quay sank, so a new one was built upstream.\n',
    'ports.md': '# À propos de nous\n\nLe bureau du port est ouvert le matin et fermé à midi.\n',
    'errands.md': '# Errands\n\nThe clerk keeps a list of what is to do, and crosses things off.\n',
    'ahead.md': '# Ahead\n\nIf you do as you are told to, there is nothing left by noon.\n',
    'mate.md': '# Mate\n\nThe mate aborts the crossing in a storm, whoever is aboard.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

describe('a query of stop words alone', () => {
  test.each([
    ['a title', 'about us', 'office.md', '# <mark>About</mark> <mark>us</mark>'],
    ['a part of a title', 'about', 'office.md', '# <mark>About</mark> us'],
    ['a title with other letters', 'WHO WE ARE?', 'people.md', '<mark>Who</mark>'],
    ['a heading', 'how to', 'ferry.md', 'ticket'],
    ['the name of a file without a title', 'why', 'why.txt', 'quay'],
  ])('finds %s', async (_, query, path, shown) => {
    const { results, evidence } = await docPilot.ask(query, { highlight: true });
    expect(results.map((result) => result.path)).toEqual([path]);
    expect(marked(results[0])).toContain(shown);
    expect(evidence).toBe('strong');
  });

  test('is not sure of a name that has only some of them', async () => {
    const { results, evidence } = await docPilot.ask('about you');
    expect(results.map(({ path }) => path)).toEqual(['office.md']);
    expect(evidence).not.toBe('strong');
  });

  test.each(['to do', '"to do"', 'to-do'])('finds the text that has %s together', async (query) => {
    const { results, evidence } = await docPilot.ask(query);
    expect(results[0]?.path).toBe('errands.md');
    expect(evidence).toBe('strong');
  });

  test('finds nothing where they stand nowhere together, and guesses no other spelling', async () => {
    const notes = [expect.stringContaining('has them together')];
    for (const query of ['then before', '"then before"']) {
      expect(await docPilot.ask(query)).toMatchObject({ results: [], evidence: 'none', notes });
    }
  });
});

test('beside another word stop words are left out', async () => {
  const { results } = await docPilot.ask('who are we about the mate?');
  expect(results.map(({ path }) => path)).toEqual(['mate.md', 'ferry.md']);
});
