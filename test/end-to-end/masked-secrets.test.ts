import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

const secret = `ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'}`;
let docPilot: RunningDocPilot;

beforeAll(async () => {
  const clone = temporaryClone();
  clone.commit('Write', {
    'deploy.md': `# Deploy\n\nLog in with ${secret}\n\nThen push the button.\n`,
  });
  docPilot = await runDocPilot([clone.folder]);
  await docPilot.sync();
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test('a secret in a document is in no answer, and the words around it are found at their lines', async () => {
  const [best] = await docPilot.search('log in to deploy');
  expect(best?.snippet).toContain('*'.repeat(secret.length));
  expect(best).toMatchObject({ start_line: 1, end_line: 5 });
  expect(JSON.stringify(best)).not.toContain(secret);
  expect(await docPilot.search(secret)).toEqual([]);
});

test('a secret is nowhere in the store', async () => {
  const tables = await docPilot.database.query<{ row: string }>(
    `select documents::text as row from documents
     union all select passages::text from passages
     union all select sync_runs::text from sync_runs`,
  );
  expect(tables.length).toBeGreaterThan(2);
  for (const { row } of tables) expect(row).not.toContain(secret);
});

test('the ledger counts it', async () => {
  const response = await docPilot.request('/list?view=runs');
  expect(await response.json()).toMatchObject({ runs: [{ secrets_masked: 1 }] });
});
