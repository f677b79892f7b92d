import { randomUUID } from 'node:crypto';
import type { Database } from '@docpilot/shared/database';
import { sign } from '@octokit/webhooks-methods';
import { beforeEach, expect, test } from 'vitest';
import { ensureSource } from '../../shared/src/store/sync/sources.ts';
import type { SyncArgument } from '../../shared/src/trigger/workflow.ts';
import { serveWebhook } from '../support/served-webhook.ts';
import { openTestDatabase } from '../support/test-database.ts';

const secret = 'the-secret-of-the-webhook';
let database: Database;
let started: SyncArgument[];
let url: string;

beforeEach(async () => {
  database = await openTestDatabase();
  started = [];
  url = await serveWebhook({
    database,
    secrets: [secret],
    repositories: ['acme/handbook@stable'],
    start: async (argument) => {
      started.push(argument);
      return `execution-${started.length}`;
    },
  });
});

/** A push to a branch, with the name that GitHub has for the repository. */
async function push(full_name: string, branch: string, id: string = randomUUID()) {
  const repository = { full_name, default_branch: 'main' };
  const body = JSON.stringify({ ref: `refs/heads/${branch}`, repository });
  const response = await fetch(`${url}/github`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': id,
      'x-hub-signature-256': await sign(secret, body),
    },
  });
  return ((await response.json()) as { status: string }).status;
}

test('a repository that was renamed on GitHub is the one that a sync has found under its new name', async () => {
  await ensureSource(database, 'github', 'acme/handbook@stable');
  expect(await push('acme/manual', 'stable')).toBe('ignored');
  await database.query("update sources set moved_to = 'Acme/Manual'");
  expect(await push('acme/manual', 'stable')).toBe('started');
  expect(started.map(({ repositories }) => repositories)).toEqual([['acme/handbook@stable']]);
  expect(await push('acme/manual', 'main')).toBe('ignored');
});

test('a delivery that comes eight times at once starts one sync, and all are told which', async () => {
  const id = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => push('acme/handbook', 'stable', id)),
  );
  expect(started).toHaveLength(1);
  expect(answers.sort()).toEqual([...Array<string>(7).fill('replayed'), 'started']);
});
