import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createDriveClient } from '../../shared/src/sources/drive/client.ts';
import { createGithubClient } from '../../shared/src/sources/github/client.ts';

const maxAnswerBytes = 256 * 1024;
const piece = Buffer.alloc(64 * 1024, ' ');
/** What is under way on a connection when the reader closes it. */
const underWay = 32 * 1024 * 1024;

const server = createServer(answer);
let apiUrl: string;
let sentBytes: number;
let announced: number | undefined;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  sentBytes = 0;
  announced = undefined;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Answers as long as somebody listens. */
function answer(_: IncomingMessage, response: ServerResponse): void {
  const length = announced === undefined ? {} : { 'content-length': announced };
  response.writeHead(200, { 'content-type': 'application/json', ...length });
  const send = () => {
    while (!response.destroyed) {
      sentBytes += piece.byteLength;
      if (!response.write(piece)) return;
    }
  };
  response.on('drain', send);
  response.on('error', () => undefined);
  send();
}

describe('an answer without end', () => {
  test.each([
    ['GitHub’s for a listing', () => github().getJson('/tree', z.unknown())],
    ['GitHub’s for a file', () => github().get('/blob')],
    ['Google Drive’s for a listing', () => drive().listFiles({ q: '' })],
    ['Google Drive’s for a file', () => drive().download('id')],
    ['Google Drive’s for an export', () => drive().exportFile('id', 'text/html')],
  ])('of %s is read to its limit, and said', async (who, ask) => {
    const whose = who.slice(0, who.indexOf(' for '));
    await expect(ask()).rejects.toMatchObject({
      code: 'upstream_unavailable',
      message: `${whose} answer is longer than ${maxAnswerBytes} bytes.`,
    });
    expect(sentBytes).toBeLessThan(underWay);
  });

  test('of Google Drive’s is not read at all where its length is announced', async () => {
    announced = 2 ** 40;
    await expect(drive().download('id')).rejects.toThrow(/longer than/);
  });
});

/** Neither tries again: there is no time for it. */
const github = () => createGithubClient({ apiUrl, maxAnswerBytes, deadline: 0, firstPauseMs: 1 });
const drive = () =>
  createDriveClient({
    apiUrl,
    accessToken: 'a-token',
    maxAnswerBytes,
    deadline: 0,
    firstPauseMs: 1,
  });
