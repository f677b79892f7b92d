import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { driveUnderTest } from '../support/drive-under-test.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

const rules =
  '# Rules\n\nWhoever borrows the rowing boat brings it back dry, with both oars, before the ferry leaves, and writes the hour into the book that hangs beside the door of the boathouse.\n';
const drive = await driveUnderTest();
let docPilot: RunningDocPilot;

beforeAll(async () => {
  const clone = temporaryClone({ name: 'boats', origin: 'https://github.com/acme/boats.git' });
  clone.commit('Write', {
    'rules.md': rules,
    'one.md': '# Lamp\n\nThe beacon shines red.\n',
    'two.md': '# Lamp\n\nThe beacon shines white.\n',
    'both.md': '# Beacon\n\nThe beacon, an old beacon, shines over the beacon keeper.\n',
  });
  drive.store.createFile({
    name: 'Rules.md',
    parentId: drive.folder,
    mimeType: 'text/markdown',
    content: rules,
  });
  docPilot = await runDocPilot([clone.folder], { environment: drive.environment });
  await docPilot.sync();
});
afterAll(async () => {
  await docPilot.close();
  await drive.close();
  removeTemporaryFolders();
});

const ask = async (query: string) => {
  const response = await docPilot.post('/search', { query });
  return ((await response.json()) as { results: Result[] }).results;
};
interface Result {
  path: string;
  source: string;
  also_in: { path: string; source: string }[];
}

test('the same text in a repository and in Drive is one hit that names the other', async () => {
  const results = await ask('who borrows the rowing boat');
  const [{ source, also_in }] = results as [Result];
  expect(results).toHaveLength(1);
  expect([source, ...also_in.map((other) => other.source)].sort()).toEqual(['drive', 'github']);
});

test.each([
  ['one.md', 'two.md'],
  ['two.md', 'one.md'],
])(
  'of two that tie the fresher is first, here %s, and never before a better one',
  async (...paths) => {
    await docPilot.database.query(
      `update documents set changed_at = case path when $1 then now() when $2 then now() - interval '1 day'
       else now() - interval '9 years' end`,
      paths,
    );
    const found = (await ask('beacon')).map(({ path }) => path);
    expect(found).toEqual(['both.md', ...paths]);
  },
);
