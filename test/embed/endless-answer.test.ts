import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterEach, expect, test } from 'vitest';
import { postJson } from '../../shared/src/embed/post-json.ts';

let server: Server;
afterEach(() => server.closeAllConnections());

/** Answers without end. @returns its address, and how many bytes it has sent */
async function startEndlessServer() {
  let sent = 0;
  const piece = Buffer.alloc(1024 * 1024, '1');
  function* pieces() {
    for (;;) {
      sent += piece.byteLength;
      yield piece;
    }
  }
  server = createServer((_, response) => {
    pipeline(Readable.from(pieces()), response).catch(() => {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, sentBytes: () => sent };
}

test('an embedder that answers without end is left after 64 MB', async () => {
  const { url, sentBytes } = await startEndlessServer();
  await expect(postJson(url, {}, {}, undefined)).rejects.toMatchObject({
    code: 'upstream_unavailable',
    message: expect.stringContaining('longer than 67108864 bytes'),
  });
  expect(sentBytes()).toBeLessThan(128 * 1024 * 1024);
});
