import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as sendRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';
import { serveWebhook } from '../support/served-webhook.ts';

let docPilot: Searchable;
beforeAll(async () => {
  docPilot = await searchable({ 'tides.md': '# Tides\n\nThe harbour fills twice a day.\n' });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;
const json = { 'content-type': 'application/json' };

/** Starts a POST whose body is sent by the test. */
function post(url: string, headers: Record<string, string | number>): ClientRequest {
  const request = sendRequest(url, { method: 'POST', headers: { ...json, ...headers } });
  // The server may close the connection while the body is still being sent.
  request.on('error', () => {});
  request.flushHeaders();
  return request;
}

async function answerTo(request: ClientRequest): Promise<{ status: number; body: string }> {
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, body: await text(response) };
}

describe.each(['/search', '/mcp', '/list', '/', '/sync-sources'])(
  'at %s, without a key',
  (path) => {
    test('a long body is refused by its announced length, before any of it is sent', async () => {
      const request = post(`${docPilot.url}${path}`, { 'content-length': 25 * megabyte });
      const { status, body } = await answerTo(request);
      expect([status, body]).toEqual([413, expect.stringContaining('payload_too_large')]);
      request.destroy();
    });

    test('a body of unknown length is refused as soon as it is too long', async () => {
      const request = post(`${docPilot.url}${path}`, { 'transfer-encoding': 'chunked' });
      const answer = answerTo(request);
      request.write(Buffer.alloc(300 * kilobyte, '['));
      expect((await answer).status).toBe(413);
      request.destroy();
    });
  },
);

test('a body is not parsed before the key is checked', async () => {
  const parse = vi.spyOn(JSON, 'parse');
  const request = post(`${docPilot.url}/search`, {});
  request.end('{"query": "never parsed"}');
  expect((await answerTo(request)).status).toBe(401);
  expect(parse.mock.calls.flat()).not.toContain('{"query": "never parsed"}');
  parse.mockRestore();
});

test('the function still works after a caller hangs up in the middle of its body', async () => {
  const request = post(`${docPilot.url}/search`, { 'content-length': 1000 });
  request.write('{"query": ');
  await new Promise((resolve) => setImmediate(resolve));
  request.destroy();
  expect(await docPilot.search('harbour')).toHaveLength(1);
});

test('JSON that is not UTF-8 is refused', async () => {
  const response = await docPilot.request('/search', {
    method: 'POST',
    headers: json,
    body: Buffer.from('{"query": "h\xe4fen"}', 'latin1'),
  });
  expect(response.status).toBe(415);
});

describe('the webhook', () => {
  const start = () => Promise.reject(new Error('nothing may be started'));
  const serve = () =>
    serveWebhook({
      database: docPilot.database,
      secrets: ['a-secret-of-length'],
      repositories: [],
      start,
    });

  test('checks the signature of 20 MB before it parses them', async () => {
    const parse = vi.spyOn(JSON, 'parse');
    const request = post(`${await serve()}/github`, {});
    request.end(`[${'{},'.repeat(7 * megabyte - 1)}{}]`);
    expect((await answerTo(request)).status).toBe(401);
    expect(parse.mock.calls.filter(([body]) => body.length > megabyte)).toEqual([]);
    parse.mockRestore();
  });

  test('reads large bodies as far as there is memory, and asks the other callers to try again', async () => {
    const url = await serve();
    const waiting = Array.from({ length: 4 }, () => {
      const request = post(`${url}/github`, { 'content-length': 24 * megabyte });
      request.write(Buffer.alloc(megabyte));
      return request;
    });
    const fifth = post(`${url}/github`, { 'content-length': 24 * megabyte });
    fifth.write(Buffer.alloc(megabyte));
    const { status, body } = await Promise.race([...waiting, fifth].map(answerTo));
    expect([status, body]).toEqual([503, expect.stringContaining('try again')]);
    for (const request of [...waiting, fifth]) request.destroy();
  });
});
