import { afterAll, afterEach, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';
import { MadeConversations } from '../sync-github/made-conversations.ts';
import { writeConversations } from '../sync-github/write-conversations.ts';

let docPilot: RunningDocPilot | undefined;
afterEach(() => docPilot?.close());
afterAll(removeTemporaryFolders);

const found = async (query: string) =>
  (await docPilot?.search(query, { filters: { source: 'conversations' } }))?.map(
    ({ path }) => path,
  );

test('within seconds search finds what was written into the folder beside a clone', async () => {
  const clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
  clone.commit('Write', { 'coffee.md': '# Coffee\n\nDescale the machine on Mondays.\n' });
  const made = new MadeConversations();
  const number = made.open({ title: 'Which beans?', body: 'We have run out of arabica.' });
  writeConversations(clone.folder, made);
  docPilot = await runDocPilot([clone.folder]);
  await docPilot.sync();
  await docPilot.keepFresh();
  expect(await found('arabica')).toEqual(['issues/1']);

  made.comment(number, 'Robusta will do.');
  made.open({ title: 'Where is the grinder?' });
  writeConversations(clone.folder, made);
  await expect.poll(() => found('grinder')).toEqual(['issues/2']);
  await expect.poll(() => found('robusta')).toEqual(['issues/1']);
  const runs = await (await docPilot.request('/list?view=runs&limit=1')).json();
  expect(runs).toMatchObject({
    runs: [{ trigger: 'watch', source: 'conversations', repository: 'acme/handbook' }],
  });
});
