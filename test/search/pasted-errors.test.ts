import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { pagesAbout, pasted, pastedErrors } from '../support/pasted-errors.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

// The index has a page that explains each error, the same output around another message, and the product.
let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable(pagesAbout(pastedErrors));
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

/** One after the other, so that a busy machine answers each in time. */
async function answers() {
  const all = [];
  for (const error of pastedErrors) all.push({ error, ...(await docPilot.ask(pasted(error))) });
  return all;
}

describe('of 45 pasted errors', () => {
  test('43 find first what explains them, and all of them find it', async () => {
    const found = await answers();
    const pathOf = (name: string) => `errors/${name}.md`;
    const notFirst = found.filter(({ error, results }) => results[0]?.path !== pathOf(error.name));
    expect(pastedErrors).toHaveLength(45);
    expect(notFirst.map(({ error }) => error.name)).toEqual(['go-nobody-reads', 'go-past-the-end']);
    for (const { error, results } of found)
      expect(results.slice(0, 3).map(({ path }) => path)).toContain(pathOf(error.name));
  });

  test('none is told that nothing answers, or what of its quotes and signs was not found', async () => {
    for (const { evidence, notes = [] } of await answers()) {
      expect(evidence).not.toBe('none');
      expect(notes.filter((note) => !note.startsWith('The query is long'))).toEqual([]);
    }
  });
});

test('evidence is not strong if what an error says stands nowhere, though its stack does', async () => {
  const errors = pastedErrors.filter(({ output }) => /\.java|\.go:|\.py|node:|#0/.test(output));
  for (const { output } of errors) {
    const { evidence } = await docPilot.ask(
      output.replace('MESSAGE', 'QuagmireError: the walrus swallowed eleven umbrellas'),
    );
    expect(evidence).not.toBe('strong');
  }
});
