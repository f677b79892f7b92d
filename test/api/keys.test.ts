import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import {
  addressesOf,
  type DocumentedApi,
  documentedApi,
  readDocument,
} from '../support/documented-api.ts';
import type { RunningDocPilot } from '../support/running-docpilot.ts';
import { type ServedFunctions, serveFunctions } from '../support/served-functions.ts';
import { runWithVariedIndex } from './varied-index.ts';

let docPilot: RunningDocPilot;
let api: DocumentedApi;

beforeAll(async () => {
  docPilot = await runWithVariedIndex({ LOG_LEVEL: 'debug' });
  api = documentedApi(await readDocument(docPilot.url));
});
afterAll(async () => {
  await docPilot?.close();
  removeTemporaryFolders();
});

/** The operations that need a key, a signature, or nothing. */
const asking = (scheme: 'apiKey' | 'signature' | undefined) =>
  Object.entries(api.operations)
    .filter(([, { security }]) => security.some((each) => scheme && scheme in each) === !!scheme)
    .filter(([, { security }]) => scheme !== undefined || security.length === 0)
    .map(([operation]) => operation);

interface Attempt {
  headers?: Record<string, string>;
  query?: string;
  body?: string;
}

/** Sends to each address of an operation. */
async function attempt(operation: string, { headers, query = '', body = '{}' }: Attempt) {
  const [method = '', path = ''] = operation.split(' ');
  const answers = [];
  for (const address of addressesOf(path, { id: 'some-id' })) {
    const response = await fetch(`${docPilot.url}${address}${query}`, {
      method: method.toUpperCase(),
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'post' && { body }),
    });
    const text = await response.clone().text();
    await api.check(operation, response);
    answers.push({ address, status: response.status, headers: response.headers, text });
  }
  return answers;
}

const missing = 'This needs an API key: send it as the header X-API-KEY';
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
/** A token that looks like Google's but is not signed. */
const googleToken = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2FjY291bnRzLmdvb2dsZS5jb20ifQ.AAAA';

const attempts: [string, (key: string) => Attempt, string][] = [
  ['without a key', () => ({}), missing],
  ['with an empty key', () => ({ headers: { 'x-api-key': '' } }), missing],
  ['with a wrong key', () => ({ headers: { 'x-api-key': 'dp_nobody-has-this-key' } }), 'not valid'],
  ['with more than the key', (key) => ({ headers: { 'x-api-key': `${key}x` } }), 'not valid'],
  ['with a part of it', (key) => ({ headers: { 'x-api-key': key.slice(0, -1) } }), 'not valid'],
  ['with a wrong bearer', () => ({ headers: { authorization: 'Bearer wrong' } }), 'not valid'],
  ['with Google’s', () => ({ headers: { authorization: `Bearer ${googleToken}` } }), 'not valid'],
  [
    'in the address',
    (key) => ({ query: `?key=${key}&X-API-KEY=${key}&access_token=${key}` }),
    missing,
  ],
  ['in a cookie', (key) => ({ headers: { cookie: `X-API-KEY=${key}` } }), missing],
  ['in the body', (key) => ({ body: JSON.stringify({ 'X-API-KEY': key, api_key: key }) }), missing],
  ['as a password', (key) => ({ headers: { authorization: basic(`user:${key}`) } }), missing],
  ['as a name', (key) => ({ headers: { authorization: basic(`${key}:`) } }), missing],
  ['without a scheme', (key) => ({ headers: { authorization: key } }), missing],
  ['for a proxy', (key) => ({ headers: { 'proxy-authorization': `Bearer ${key}` } }), missing],
];

describe.each(attempts)('a key %s', (_, attemptWith, message) => {
  test('is refused where a key is needed, and is in no answer and no log', async () => {
    const operations = asking('apiKey');
    expect(operations).toHaveLength(17);
    for (const operation of operations) {
      for (const answer of await attempt(operation, attemptWith(docPilot.key))) {
        expect([answer.address, answer.status]).toEqual([answer.address, 401]);
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="DocPilot"/);
        expect(JSON.parse(answer.text).error).toMatchObject({
          code: 'unauthorized',
          message: expect.stringContaining(message),
        });
        expect(answer.text).not.toContain(docPilot.key);
      }
    }
    expect(docPilot.log()).toContain('"status":401');
    expect(docPilot.log()).not.toContain(docPilot.key);
  });

  test('is not needed for the public operations', async () => {
    const operations = asking(undefined);
    expect(operations).toHaveLength(4);
    for (const operation of operations) {
      for (const { address, status } of await attempt(operation, attemptWith(docPilot.key))) {
        expect([address, status]).toEqual([address, 200]);
      }
    }
  });
});

test('the webhook accepts only a signature, no key', async () => {
  for (const operation of asking('signature')) {
    for (const headers of [
      {},
      { 'x-api-key': docPilot.key },
      { authorization: `Bearer ${docPilot.key}` },
      { 'x-hub-signature-256': docPilot.key },
      { 'x-hub-signature-256': docPilot.webhookSecret },
    ]) {
      for (const { status, text } of await attempt(operation, { headers })) {
        expect([status, text]).toEqual([401, expect.stringContaining('The signature is missing')]);
        expect(text).not.toContain(docPilot.key);
      }
    }
  }
});

describe('what only the workflow may call', () => {
  test.each([
    '/sync-github',
    '/sync-github/plan',
    '/sync_github',
    '/sync-drive',
    '/sync-web',
    '/sync_drive/plan',
  ])('is not served on one machine: %s', async (path) => {
    expect((await docPilot.post(path, {})).status).toBe(404);
  });

  describe('in the cloud, behind IAM,', () => {
    let functions: ServedFunctions;
    beforeAll(async () => {
      functions = await serveFunctions(() => ({
        query: () => Promise.reject(new Error('asked the database')),
        transaction: () => Promise.reject(new Error('asked the database')),
        close: async () => {},
      }));
    });
    afterAll(() => functions.close());

    const fields = { 'sync-github': 'repository', 'sync-drive': 'folder', 'sync-web': 'site' };
    const of = (name: string) => fields[name as keyof typeof fields];
    test.each(['sync-github', 'sync-drive', 'sync-web'])(
      '%s does nothing without a proper call',
      async (name) => {
        const post = async (body: object) => {
          const headers = { 'content-type': 'application/json' };
          const init = { method: 'POST', headers, body: JSON.stringify(body) };
          const response = await fetch(`${functions.url}/${name}`, init);
          return [response.status, await response.text()];
        };
        expect(await post({})).toEqual([400, expect.stringContaining('execution_id')]);
        expect(await post({ execution_id: 'x' })).toEqual([400, expect.stringContaining(of(name))]);
        expect(await post({ execution_id: 'x', [of(name)]: 'some/other' })).toEqual([
          404,
          expect.stringContaining('is not configured'),
        ]);
        expect((await fetch(`${functions.url}/${name}`)).status).toBe(405);
      },
    );
  });
});
