import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashTerm } from '../../shared/src/lexical/hash-term.ts';
import { tokenize } from '../../shared/src/lexical/tokenize.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

const prose = (sentence: string) =>
  `${sentence} ${'Gulls circle over nets that dry beside painted boats near wooden sheds. '.repeat(6)}`;

beforeAll(async () => {
  docPilot = await searchable({
    'names/harbour.md': `# Harbour\n\n${prose('Opened in spring.')}\n`,
    'often.md': `# Dues\n\n${prose('A harbour asks harbour dues of whoever enters the harbour.')}\n`,
    'once.md': `# Fog\n\n${prose('From the harbour nobody saw the tower.')}\n`,
  });
  // As among 100,000 passages, of which every third holds the word.
  const [token = ''] = tokenize('harbour', 'en');
  await docPilot.database.query(
    `update term_frequencies set chunks = case term when 0 then 100000 else 33000 end
     where term in (0, $1)`,
    [hashTerm(token)],
  );
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

const found = async (query: string) =>
  (await docPilot.ask(query)).results.map(({ path }) => path).sort();

test('a very frequent word alone finds what it weighs much in, and what is named for it', async () => {
  expect(await found('harbour')).toEqual(['names/harbour.md', 'often.md']);
});

test('a rarer word beside it finds its passages, and both count', async () => {
  expect((await docPilot.ask('harbour tower')).results[0]?.path).toBe('once.md');
});
