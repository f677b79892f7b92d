import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;

beforeAll(async () => {
  docPilot = await searchable({
    'generic.md':
      '# Berths\n\nReturns Map<String, List<Object>> for each.\n\n## Mooring\n\nThe kestrel dock.\n',
    'page.html':
      '<body><h1>Files</h1><p>name = &lt;object id&gt; here</p><h2>Lights</h2><p>The heron lamp.</p></body>',
  });
}, 120_000);
afterAll(async () => {
  await docPilot?.close();
  removeTemporaryFolders();
});

test.each([
  ['kestrel', 'The kestrel dock.', '## Mooring'],
  ['heron', 'The heron lamp.', '## Lights'],
])(
  'what stands behind a type or a placeholder is found and shown: %s',
  async (query, said, head) => {
    const answer = await docPilot.ask(query);
    expect(answer.results[0]?.snippet).toContain(said);
    expect(answer.results[0]?.snippet).toContain(head);
    expect(answer).not.toHaveProperty('hidden_characters_removed');
  },
);
