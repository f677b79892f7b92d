import { afterAll, beforeAll, expect, test } from 'vitest';
import { purge } from '../../shared/src/ingest/slice/purge.ts';
import { createLogger } from '../../shared/src/log.ts';
import { hashOf } from '../../shared/src/store/oauth/access-tokens.ts';
import { forgetPerson } from '../../shared/src/store/oauth/people.ts';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';
import { type SignedIn, signIn } from '../support/sign-in.ts';

const query = 'holidays of the xylophonists';
let docPilot: RunningDocPilot;
let ann: SignedIn;
let ben: SignedIn;
let keyId: string;
let document: string;

beforeAll(async () => {
  const clone = temporaryClone({ origin: 'https://github.com/acme/handbook.git' });
  clone.commit('Write', { 'holidays.md': '# Holidays\n\nThirty days for xylophonists.\n' });
  docPilot = await runDocPilot([clone.folder], {
    environment: { ADMIN_EMAILS: 'Ann@example.com, root@example.com' },
  });
  await docPilot.sync();
  ann = await signIn(docPilot, 'Ann');
  keyId = hashOf(docPilot.key).slice(0, 12);
  ben = await signIn(docPilot, 'Ben');
  document = (await docPilot.search('holidays'))[0]?.document_id ?? '';
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

const asWhom = ({ token }: SignedIn) => ({ 'x-api-key': token });
const get = (path: string, headers = {}) => docPilot.request(path, { headers });
const callTool = (name: string, input: object, headers: object) =>
  docPilot.request('/mcp', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: input },
    }),
  });

async function activity(days = 7) {
  const response = await get(`/list/activity?days=${days}`, asWhom(ann));
  const { callers } = (await response.json()) as { callers: Record<string, unknown>[] };
  // Other tests' functions may still write to the database that they share.
  return callers.filter(({ id }) => id === ben.id || id === keyId);
}

test('an administrator sees who searched how often, and who read what', async () => {
  const search = `/search?q=${encodeURIComponent(query)}`;
  for (let sent = 0; sent < 3; sent += 1) await get(search, asWhom(ben));
  await get(`/list/documents/${document}`, asWhom(ben));
  await get('/list/documents?repository=acme/handbook&path=holidays.md', asWhom(ben));
  await callTool('search_documents', { query }, asWhom(ben));
  await callTool('fetch', { id: `${document}.0` }, asWhom(ben));
  // What fails is no activity.
  await get('/list/documents/nothing', asWhom(ben));
  await callTool('fetch', { id: 'nothing' }, asWhom(ben));
  await get('/search?q=', asWhom(ben));

  const today = new Date().toISOString().slice(0, 10);
  const path = 'holidays.md';
  await expect
    .poll(() => activity(), { timeout: 10_000 })
    .toEqual([
      {
        kind: 'person',
        id: ben.id,
        name: 'Ben',
        email: 'ben@example.com',
        searches: 4,
        reads: 3,
        last_day: today,
        documents: [
          {
            document_id: document,
            title: 'Holidays',
            repository: 'acme/handbook',
            path,
            reads: 3,
            last_day: today,
          },
        ],
      },
      {
        kind: 'key',
        id: keyId,
        name: expect.stringMatching(/^API key /),
        email: null,
        searches: 1,
        reads: 0,
        last_day: today,
        documents: [],
      },
    ]);
});

test('nothing of a query is kept', async () => {
  const rows = await docPilot.database.query('select activity::text as row from activity');
  expect(JSON.stringify(rows)).not.toContain('xylo');
});

test('whoever is no administrator is refused, and so is a key', async () => {
  for (const headers of [asWhom(ben), {}]) {
    const response = await get('/list/activity', headers);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('sign in as a person whose address is in ADMIN_EMAILS');
  }
});

test('what a person did stays when they are taken away, and is gone after 90 days', async () => {
  await forgetPerson(docPilot.database, ben.id);
  expect(await activity()).toContainEqual(expect.objectContaining({ name: 'Ben', email: null }));
  const log = createLogger('test', { level: 'silent' });
  await docPilot.database.query('update activity set day = day - 89');
  await purge(docPilot.database, log);
  expect(await activity()).toEqual([]);
  expect(await activity(90)).toHaveLength(2);
  await docPilot.database.query('update activity set day = day - 1');
  await purge(docPilot.database, log);
  expect(await activity(90)).toEqual([]);
  expect(
    await docPilot.database.query('select from activity where day < now() - $1::interval', [
      '89 days',
    ]),
  ).toEqual([]);
});
