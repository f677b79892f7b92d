import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gcpMetadata } from 'google-auth-library';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openVertexClient } from '../../shared/src/embed/vertex-client.ts';
import { openGoogleAuth } from '../../shared/src/open-google-auth.ts';
import { workflowTrigger } from '../../shared/src/trigger/workflow.ts';

const maxBytes = 256 * 1024;
/** What is under way on a connection when the reader closes it. */
const underWay = 32 * 1024 * 1024;

let respond: (response: ServerResponse) => void;
/** Long, but where it is what the test is about: no slow machine ends what another limit ends. */
let timeoutMs: number;
let sentBytes: number;
let open: number;
let apiUrl: string;
const server = createServer((_, response) => {
  open += 1;
  response.on('close', () => {
    open -= 1;
  });
  respond(response);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  timeoutMs = 60_000;
  sentBytes = 0;
  open = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const begin = (response: ServerResponse, status: number) =>
  response.writeHead(status, { 'content-type': 'text/plain', 'metadata-flavor': 'Google' });

/** As much as somebody reads. */
function answerWithoutEnd(response: ServerResponse, status = 200): void {
  const piece = Buffer.alloc(64 * 1024, ' ');
  begin(response, status).on('error', () => undefined);
  const send = () => {
    while (!response.destroyed) {
      sentBytes += piece.byteLength;
      if (!response.write(piece)) return;
    }
  };
  response.on('drain', send);
  send();
}

/** A byte now and then. */
function dripWithoutEnd(response: ServerResponse, status = 200): void {
  begin(response, status);
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

const askWorkflows = () =>
  workflowTrigger({
    PROJECT_ID: 'my-team-docs',
    REGION: 'europe-west1',
    WORKFLOWS_API_URL: apiUrl,
    GOOGLE_ACCESS_TOKEN: 'a-token',
  }).read('an-execution');

async function askVertex() {
  const options = { region: 'eu', apiUrl, accessToken: 'a-token', timeoutMs };
  const client = await openVertexClient({ ...options, maxAnswerBytes: maxBytes });
  const endpoint = 'projects/p/locations/eu/publishers/google/models/m';
  return client.predict({ endpoint, instances: [] });
}

/** As its clients ask the metadata server of an instance for a token. */
async function askMetadata() {
  vi.stubEnv('GCE_METADATA_HOST', new URL(apiUrl).host);
  await openGoogleAuth({ scope: 'drive' });
  const metadataKey = 'instance/service-accounts/default/token';
  return gcpMetadata.bulk([{ metadataKey, noResponseRetries: 1 }]);
}

/** As a token of another account or of another service is asked for. */
async function askTokenServer() {
  const auth = await openGoogleAuth({
    scope: 'drive',
    accessToken: 'a-token',
    maxBytes,
    timeoutMs,
  });
  return auth.request({ url: `${apiUrl}/token`, method: 'POST', data: {} });
}

describe('an answer without end', () => {
  test.each([
    ['Workflows’', askWorkflows, 'The workflow cannot be reached; try again.'],
    ['Vertex’s', askVertex, `The embedder’s answer is longer than ${maxBytes} bytes.`],
    ['the metadata server’s', askMetadata, 'over limit: 4194304'],
    ['a token server’s', askTokenServer, `over limit: ${maxBytes}`],
  ])('of %s is left at its limit', async (_, ask, message) => {
    respond = (response) => answerWithoutEnd(response);
    await expect(ask()).rejects.toThrow(message);
    expect(sentBytes).toBeLessThan(underWay);
  });

  test.each([
    ['Workflows’', askWorkflows, 'The workflow cannot be reached; try again.'],
    ['Vertex’s', askVertex, `The embedder’s answer is longer than ${maxBytes} bytes.`],
  ])('of %s that refuses is left, too', async (_, ask, message) => {
    respond = (response) => answerWithoutEnd(response, 500);
    await expect(ask()).rejects.toThrow(message);
    expect(sentBytes).toBeLessThan(underWay);
  });
});

describe('an answer that takes too long', () => {
  beforeEach(() => {
    timeoutMs = 200;
  });

  test.each([
    ['that never begins', () => {}],
    ['that never ends', (response: ServerResponse) => dripWithoutEnd(response)],
    ['that refuses without end', (response: ServerResponse) => dripWithoutEnd(response, 500)],
  ])('%s is left, and its connection closed', async (_, answer) => {
    respond = answer;
    await expect(askVertex()).rejects.toThrow('The embedder did not answer in time.');
    await expect(askTokenServer()).rejects.toThrow('aborted');
    await vi.waitFor(() => expect(open).toBe(0));
  });
});
