import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders, temporaryClone } from '../github/temporary-clone.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';

let docPilot: RunningDocPilot;

beforeAll(async () => {
  const clone = temporaryClone();
  clone.commit('Write', { 'a.md': '# A\n\nText.\n' });
  docPilot = await runDocPilot([clone.folder], { environment: { RATE_LIMIT_PER_MINUTE: '' } });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test('a batch of the Model Context Protocol counts as many requests as it has messages', async () => {
  const batch = Array.from({ length: 100 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'ping' }));
  const send = () =>
    docPilot.request('/mcp', {
      method: 'POST',
      body: JSON.stringify(batch),
      headers: {
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      },
    });
  const statuses = [];
  // More than a minute's 600 messages, also if the minute ends meanwhile.
  for (let sent = 0; sent < 13; sent += 1) statuses.push((await send()).status);
  expect(statuses.slice(0, 6)).toEqual(Array(6).fill(200));
  expect(statuses).toContain(429);
});

test('a key that has sent its requests of the minute gets a 429 everywhere', async () => {
  // As if other instances had taken them all, in the next minute: it does not end during the test.
  const keyHash = createHash('sha256').update(docPilot.key).digest('hex');
  await docPilot.database.query(
    `insert into request_counts (key_hash, minute, given, lot)
     values (decode($1, 'hex'), date_trunc('minute', now()) + interval '1 minute', 600, 20)
     on conflict (key_hash) do update set minute = excluded.minute, given = 600`,
    [keyHash],
  );
  for (const [method, path] of [
    ['POST', '/search'],
    ['GET', '/list'],
    ['POST', '/mcp'],
    ['POST', '/mcp/search_documents'],
    ['GET', '/mcp/list_documents'],
    ['GET', '/mcp/tools'],
    ['POST', '/sync-sources'],
    ['GET', '/sync-sources/some-id'],
  ] as const) {
    const response = await docPilot.request(path, { method });
    expect([path, response.status]).toEqual([path, 429]);
    expect(await response.json()).toMatchObject({ error: { code: 'rate_limited' } });
    const seconds = Number(response.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(120);
  }
  expect((await docPilot.request('/health')).status).toBe(200);
});
