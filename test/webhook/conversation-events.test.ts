import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Database } from '@docpilot/shared/database';
import { sign } from '@octokit/webhooks-methods';
import { beforeEach, describe, expect, test } from 'vitest';
import { ensureSource, recordMove } from '../../shared/src/store/sync/sources.ts';
import type { SyncArgument } from '../../shared/src/trigger/workflow.ts';
import { serveWebhook } from '../support/served-webhook.ts';
import { openTestDatabase } from '../support/test-database.ts';

/** GitHub's example payloads by event; the package's types do not say so. */
const examples = createRequire(import.meta.url)('@octokit/webhooks-examples') as {
  name: string;
  examples: object[];
}[];
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
    repositories: ['codertocat/hello-world'],
    start: async (argument) => {
      started.push(argument);
      return `execution-${started.length}`;
    },
  });
});

async function send(body: string, { event }: { event: string }) {
  const response = await fetch(`${url}/github`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': await sign(secret, body),
    },
  });
  return { code: response.status, ...((await response.json()) as object) };
}

describe('an event about a conversation, as GitHub really sends it', () => {
  const events = [
    ['issues', 'issues/1'],
    ['issue_comment', 'issues/1'],
    ['pull_request', 'pulls/2'],
    ['pull_request_review', 'pulls/2'],
    ['pull_request_review_comment', 'pulls/2'],
    ['discussion', 'discussions/4'],
    ['discussion_comment', 'discussions/4'],
    ['release', null],
  ] as const;

  test.each(events)('%s syncs the conversations, and says what changed', async (event, hint) => {
    const source = await ensureSource(database, 'conversations', 'Codertocat/Hello-World');
    const payloads = examples.find(({ name }) => name === event)?.examples ?? [];
    expect(payloads.length).toBeGreaterThan(0);
    const own = payloads.filter((payload) => Object(payload).repository.name === 'Hello-World');
    for (const payload of own) {
      expect(await send(JSON.stringify(payload), { event })).toMatchObject({ status: 'started' });
    }
    expect(started[0]).toEqual({
      trigger: 'webhook',
      repositories: [],
      conversations: [source.name],
      folders: [],
      sites: [],
    });
    const [row] = await database.query<{ dirty: boolean; hints: string[] }>(
      'select dirty, hints from sources',
    );
    expect(row?.dirty).toBe(true);
    if (hint === null) expect(row?.hints).toEqual([]);
    else expect(row?.hints).toContain(hint);
  });

  test('of a renamed repository syncs what it was configured as', async () => {
    const { id } = await ensureSource(database, 'conversations', 'acme/handbook');
    await recordMove(database, id, 'Codertocat/Hello-World');
    const [payload] = examples.find(({ name }) => name === 'issues')?.examples ?? [];
    await send(JSON.stringify(payload), { event: 'issues' });
    expect(started).toMatchObject([{ conversations: ['acme/handbook'] }]);
  });

  test('without a repository is refused', async () => {
    expect(await send('{}', { event: 'issues' })).toMatchObject({ code: 400 });
  });
});
