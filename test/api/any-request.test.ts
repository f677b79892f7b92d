import { request } from 'node:http';
import type { Database } from '@docpilot/shared/database';
import { sign } from '@octokit/webhooks-methods';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { key, routes, settings } from '../build/function-routes.ts';
import { runs } from '../support/long-runs.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { type ServedFunctions, serveFunctions } from '../support/served-functions.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { messages, oddBodies, oddText } from './odd-requests.ts';

let functions: ServedFunctions;
let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  const repository = memoryRepository();
  repository.files.set('tides.md', '# Tides\n\nThe harbour fills twice a day.\n');
  await syncOnce(database, repository.source());
  functions = await serveFunctions(() => database, {
    RATE_LIMIT_PER_MINUTE: '0',
    PUBLIC_URL: 'http://127.0.0.1',
    // Nothing listens at this port.
    WORKFLOWS_API_URL: 'http://127.0.0.1:1',
    GOOGLE_ACCESS_TOKEN: 'a-token-of-nobody',
  });
});
afterAll(() => functions?.close());

interface Sent {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

/** As it is: fetch would tidy the path up. */
function send({ method, path, headers = {}, body }: Sent) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const url = new URL(functions.url);
    const length = body === undefined ? {} : { 'content-length': String(body.length) };
    const sent = request(
      { host: url.hostname, port: url.port, method, path, headers: { ...headers, ...length } },
      async (answer) => {
        const text = (await answer.toArray()).join('');
        resolve({ status: answer.statusCode ?? 0, text });
      },
    );
    sent.setTimeout(boundMs, () => sent.destroy(new Error(`no answer in ${boundMs} ms`)));
    sent.on('error', reject).end(body);
  });
}

/** As long as the slowest route may take. */
const boundMs = 15_000;
const bounded = (few: number, many: number) => ({
  numRuns: runs(few, many),
  interruptAfterTimeLimit: runs(4_000, 200_000),
});
const keyed = { 'x-api-key': key, 'content-type': 'application/json' };

/** No request is answered as a fault of DocPilot's; every refusal has a code and a message. */
function expectCareful({ status, text }: { status: number; text: string }): void {
  expect(status, text).not.toBe(500);
  expect(text).not.toContain('Something went wrong');
  if (status >= 400 && text !== '') {
    expect(JSON.parse(text)).toMatchObject({ error: { message: expect.any(String) } });
  }
}

describe('whatever is sent', () => {
  const taking = routes.filter(({ method }) => method === 'POST');

  test('as a body, to every function, it is answered or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...taking), oddBodies, async ({ name, path }, body) => {
        const signed = await sign(settings.GH_WEBHOOK_SECRET, body.toString('utf8') || ' ');
        const headers = {
          ...keyed,
          'x-hub-signature-256': signed,
          'x-github-delivery': 'a-delivery',
          'x-github-event': 'push',
        };
        expectCareful(await send({ method: 'POST', path: `/${name}${path}`, headers, body }));
      }),
      bounded(120, 2_000),
    );
  });

  test('as an address, it is answered or refused', async () => {
    const functionName = fc.constantFrom(...new Set(routes.map(({ name }) => name)), 'documents');
    const part = oddText.map((text) => encodeURIComponent(text.toWellFormed()));
    const parts = fc.array(fc.oneof(part, fc.constantFrom('..', '%2e%2e', '%00', '%ff', '.', '')));
    const query = fc.dictionary(
      fc.constantFrom('q', 'limit', 'cursor', 'lines', 'path', 'repository', '__proto__', 'view'),
      oddText,
    );
    for (const path of ['//', '//?', '/sync-sources/%00']) {
      expectCareful(await send({ method: 'GET', path, headers: keyed }));
    }
    await fc.assert(
      fc.asyncProperty(functionName, parts, query, async (name, path, values) => {
        const search = new URLSearchParams(
          Object.entries(values).map(([each, value]): [string, string] => [
            each,
            value.toWellFormed(),
          ]),
        );
        const address = `/${name}/${path.join('/')}?${search}`;
        expectCareful(await send({ method: 'GET', path: address, headers: keyed }));
      }),
      bounded(60, 1_000),
    );
  });

  test('as a message of the Model Context Protocol, it is answered or refused', async () => {
    const accept = 'application/json, text/event-stream';
    await fc.assert(
      fc.asyncProperty(messages, async (message) => {
        const body = Buffer.from(JSON.stringify(message));
        const headers = { ...keyed, accept };
        const answer = await send({ method: 'POST', path: '/mcp', headers, body });
        expectCareful(answer);
        if (answer.status === 200 && !Array.isArray(message)) {
          const { error } = JSON.parse(answer.text);
          // Internal error: https://www.jsonrpc.org/specification#error_object
          expect(error?.code, answer.text).not.toBe(-32603);
        }
      }),
      bounded(120, 2_000),
    );
  });
});
