import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

let docPilot: RunningDocPilot;

beforeAll(async () => {
  const clone = temporaryClone();
  clone.commit('Write', { 'a.md': '# A\n\nText.\n' });
  docPilot = await runDocPilot([clone.folder]);
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

async function errorOf(response: Response) {
  const body = (await response.json()) as { error: { code: string; message: string } };
  expect(Object.keys(body)).toEqual(['error']);
  return { status: response.status, ...body.error };
}

function send(path: string, body: string, contentType = 'application/json') {
  const headers = { 'content-type': contentType };
  return docPilot.request(path, { method: 'POST', body, headers });
}

describe('a search is refused with what to do', () => {
  test.each([
    ['malformed JSON', '{"query": ', 400, 'The body is not valid JSON.'],
    ['no query', '{}', 400, 'query: must be text: what you look for'],
    ['an empty query', '{"query": "  "}', 400, 'query: must not be empty: say what you look for'],
    ['a query that is no text', '{"query": 7}', 400, 'query: must be text: what you look for'],
    ['limit 0', '{"query": "a", "limit": 0}', 400, 'limit: must be at least 1'],
    ['limit 10,000', '{"query": "a", "limit": 10000}', 400, 'limit: must be at most 50'],
    [
      'limit 1.5',
      '{"query": "a", "limit": 1.5}',
      400,
      'limit: must be a whole number from 1 to 50',
    ],
    ['a field it does not know', '{"query": "a", "top": 5}', 400, 'has no top; it may have query'],
    ['a body that is no object', '[1]', 400, '(body)'],
  ])('%s', async (_, body, status, message) => {
    const error = await errorOf(await send('/search', body));
    expect(error).toMatchObject({ status, code: 'invalid_request' });
    expect(error.message).toContain(message);
  });

  test('a query of 1 MB', async () => {
    const error = await errorOf(
      await send('/search', JSON.stringify({ query: 'a'.repeat(2 ** 20) })),
    );
    expect(error).toMatchObject({ status: 413, code: 'payload_too_large' });
  });

  test('a query of 32,769 characters', async () => {
    const error = await errorOf(
      await send('/search', JSON.stringify({ query: 'a'.repeat(32_769) })),
    );
    expect(error.message).toContain('query: must have at most 32768 characters');
  });

  test('a body that is not said to be JSON', async () => {
    const error = await errorOf(await send('/search', '{"query": "a"}', 'text/plain'));
    expect(error).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  test('another method', async () => {
    const error = await errorOf(await docPilot.request('/search', { method: 'PUT' }));
    expect(error).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect(error.message).toContain('takes GET, POST, not PUT');
  });
});

test.each([
  ['/mcp', 'tools/list'],
  ['/mcp/search_documents', '"query"'],
  ['/sync-sources', '"folders"'],
  ['/webhook/github', ''],
])('GET %s says what to send instead', async (path, example) => {
  const response = await docPilot.request(path);
  expect(response.headers.get('allow')).toBe('POST');
  const { status, message } = await errorOf(response);
  expect([status, message]).toEqual([405, expect.stringContaining('takes POST, not GET')]);
  expect(message).toContain(example);
});

describe('the key', () => {
  const paths = [
    ['POST', '/search'],
    ['POST', '/mcp/search_documents'],
    ['GET', '/search?q=release'],
    ['GET', '/list'],
    ['GET', '/documents/some-id'],
    ['GET', '/list/documents?repository=acme/handbook&path=holidays.md'],
    ['GET', '/mcp/list_documents'],
    ['GET', '/mcp/tools'],
    ['POST', '/sync-sources'],
    ['GET', '/sync_sources/some-id'],
  ] as const;

  test.each(paths)('%s %s needs it', async (method, path) => {
    const response = await fetch(`${docPilot.url}${path}`, { method });
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="DocPilot"');
    expect(await errorOf(response)).toMatchObject({ status: 401, code: 'unauthorized' });
  });

  test.each(paths)('%s %s refuses a wrong one', async (method, path) => {
    const response = await fetch(`${docPilot.url}${path}`, {
      method,
      headers: { 'x-api-key': 'dp_not-the-key-of-this-machine' },
    });
    expect(response.headers.get('www-authenticate')).toBe(
      'Bearer realm="DocPilot", error="invalid_token"',
    );
    expect(await errorOf(response)).toMatchObject({
      status: 401,
      message: 'The API key or access token is not valid.',
    });
  });

  test('is taken as a bearer token, too', async () => {
    const headers = { authorization: `Bearer ${docPilot.key}` };
    const response = await fetch(`${docPilot.url}/mcp/tools`, { headers });
    expect(response.status).toBe(200);
  });

  test('in the address is not taken', async () => {
    const response = await fetch(`${docPilot.url}/mcp/tools?key=${docPilot.key}`);
    expect(response.status).toBe(401);
  });
});

describe('what is not there', () => {
  test.each(['/nothing', '/mcp/nothing', '/search/nothing', '/sync-github'])(
    '%s is not found',
    async (path) => {
      const response = await docPilot.request(path, { method: 'POST', body: '{}' });
      expect(await errorOf(response)).toMatchObject({ status: 404, code: 'not_found' });
    },
  );

  test('a sync that never was is not found', async () => {
    const response = await docPilot.request('/sync-sources/0f0e');
    expect(await errorOf(response)).toMatchObject({
      status: 404,
      message: 'There is no sync 0f0e.',
    });
  });

  test('a page of a listing that never was is refused', async () => {
    const response = await docPilot.request('/list?cursor=eyJhIjoxfQ');
    expect(await errorOf(response)).toMatchObject({ status: 400, code: 'invalid_request' });
  });
});

test('every answer carries the id of its request, the caller’s own if it sent one', async () => {
  const given = await docPilot.request('/health', { headers: { 'x-request-id': 'trace-me-42' } });
  expect(given.headers.get('x-request-id')).toBe('trace-me-42');
  const made = await docPilot.request('/health', { headers: { 'x-request-id': 'bad id' } });
  expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});
