import { randomUUID } from 'node:crypto';
import type { Database } from '@docpilot/shared/database';
import { sign } from '@octokit/webhooks-methods';
import { beforeEach, expect, test } from 'vitest';
import { serveWebhook } from '../support/served-webhook.ts';
import { openTestDatabase } from '../support/test-database.ts';

const secret = 'the-secret-of-the-webhook';
const repository = { full_name: 'acme/handbook', default_branch: 'main' };
const push = JSON.stringify({ ref: 'refs/heads/main', repository });

let database: Database;

beforeEach(async () => {
  database = await openTestDatabase();
});

async function serve(environment: Record<string, string>) {
  const url = await serveWebhook({
    database,
    secrets: [secret],
    repositories: ['acme/handbook'],
    start: async () => 'execution',
    environment,
  });
  return async (id: string = randomUUID(), signedWith = secret) => {
    const response = await fetch(`${url}/github`, {
      method: 'POST',
      body: push,
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-github-delivery': id,
        'x-hub-signature-256': await sign(signedWith, push),
      },
    });
    const { status } = (await response.json()) as { status?: string };
    return { code: response.status, status };
  };
}

test('signed deliveries are limited like the requests of a key, forged ones by address', async () => {
  const send = await serve({ RATE_LIMIT_PER_MINUTE: '3' });
  const codes = [];
  // More than the requests of two minutes, if one ends meanwhile.
  for (let sent = 0; sent < 7; sent += 1) codes.push((await send()).code);
  expect(codes[0]).toBe(202);
  expect(codes).toContain(429);
  const forged = [];
  for (let sent = 0; sent < 4; sent += 1) {
    forged.push((await send(randomUUID(), 'some-other-secret')).code);
  }
  expect(forged).toEqual([401, 401, 401, 429]);
});
