import { afterAll, beforeAll, expect, test } from 'vitest';
import { rankByWords } from '../../shared/src/search/rank/rank-by-words.ts';
import { readQuery } from '../../shared/src/search/rank/read-query.ts';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

const talk = (of: string) => `Much is said here about ${of}, and nobody minds. `.repeat(40);

beforeAll(async () => {
  docPilot = await searchable({
    'wagon.md': [
      '# The wagon\n\n## Arrival\n\nThe wagon is unlocked with the brass key.',
      `## On the road\n\n${talk('kettles')}`,
      '## Return\n\nThe deposit is paid back by Lindholm once the wagon stands in the shed.\n',
    ].join('\n\n'),
    'wheels.md': `# Wheels\n\nA wheel of ash.\n\n${talk('spokes')}\n\nA wheel of oak.\n`,
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test('a hit shows a second passage of its document that has the words which the first lacks', async () => {
  const { results } = await docPilot.ask(
    'with which key is the wagon unlocked and who pays back the deposit',
  );
  const [hit] = results;
  expect(hit?.path).toBe('wagon.md');
  const texts = [hit?.snippet, hit?.second_passage?.snippet];
  expect(texts.filter((text) => text?.includes('brass key'))).toHaveLength(1);
  expect(texts.filter((text) => text?.includes('paid back by Lindholm'))).toHaveLength(1);
  expect(hit?.second_passage?.url).toContain(`#L${hit?.second_passage?.start_line}`);
});

test('it shows none that says the same again, or that the answer has already', async () => {
  const { results } = await docPilot.ask('what is a wheel made of');
  expect(results[0]?.path).toBe('wheels.md');
  expect(results[0]).not.toHaveProperty('second_passage');
  const query = 'key to unlock the wagon, deposit paid back';
  const markdown = await docPilot.request(`/search?q=${encodeURIComponent(query)}`, {
    headers: { accept: 'text/markdown' },
  });
  const text = await markdown.text();
  expect(text.split('paid back by Lindholm')).toHaveLength(2);
  expect(text.split('brass key')).toHaveLength(2);
});

test('it is found where an embedder decides the order, too', async () => {
  const { database } = docPilot;
  const query = await readQuery(database, 'key to unlock the wagon, deposit paid back');
  const scope = {
    filters: {},
    onlyDocumentIds: null,
    excludedDocumentIds: [],
    maxDocuments: 10,
    minDocuments: 1,
  };
  const { passages } = await rankByWords(database, query, scope, 'blended');
  expect(passages[0]?.secondPassageId).toEqual(expect.any(Number));
});
