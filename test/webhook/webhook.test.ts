import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { Database } from '@docpilot/shared/database';
import { sign } from '@octokit/webhooks-methods';
import { beforeEach, describe, expect, test } from 'vitest';
import { DocPilotError } from '../../shared/src/errors.ts';
import { ensureSource } from '../../shared/src/store/sync/sources.ts';
import type { SyncArgument } from '../../shared/src/trigger/workflow.ts';
import { serveWebhook } from '../support/served-webhook.ts';
import { openTestDatabase } from '../support/test-database.ts';

/** GitHub's example payloads by event; the package's types do not say so. */
const examples = createRequire(import.meta.url)('@octokit/webhooks-examples') as {
  name: string;
  examples: { ref?: string; deleted?: boolean }[];
}[];

const secret = 'the-secret-of-the-webhook';
const older = 'the-secret-before-the-rotation';
const realPushes = examples.find(({ name }) => name === 'push')?.examples ?? [];
/** A real push to the tracked branch. */
const push = { ...realPushes[0], ref: 'refs/heads/master', deleted: false };
const { repository } = push as unknown as { repository: { full_name: string } };

let database: Database;
let started: SyncArgument[];
let outage: Error | null;
let url: string;

beforeEach(async () => {
  database = await openTestDatabase();
  started = [];
  outage = null;
  url = await serve(['codertocat/hello-world', 'acme/handbook@stable']);
});

const serve = (repositories: string[]) =>
  serveWebhook({
    database,
    secrets: [secret, older],
    repositories,
    start: async (argument) => {
      if (outage) throw outage;
      started.push(argument);
      return `execution-${started.length}`;
    },
  });

interface Sending {
  event?: string;
  id?: string;
  signedWith?: string;
  headers?: Record<string, string>;
}

async function send(
  body: string | Buffer<ArrayBuffer>,
  { event = 'push', id = randomUUID(), signedWith = secret, headers }: Sending = {},
) {
  const response = await fetch(`${url}/github`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': id,
      'x-hub-signature-256': await sign(signedWith, String(body)),
      ...headers,
    },
  });
  const answer = (await response.json()) as { status?: string; error?: { code: string } };
  return { code: response.status, status: answer.status, error: answer.error?.code };
}

const pushOf = (changes: object) => JSON.stringify({ ...push, ...changes });

describe('a push', () => {
  test.each([
    ['codertocat/*', {}, ['Codertocat/Hello-World']],
    ['codertocat/*', { ref: 'refs/heads/other' }, []],
    ['codertocat/*', { repository: { ...repository, fork: true } }, []],
    ['codertocat/*,+forks', { repository: { ...repository, fork: true } }, [repository.full_name]],
    ['codertocat/*,!codertocat/hello-*', {}, []],
    // It is named, with another branch: the pattern does not mean it.
    ['codertocat/*,codertocat/hello-world@stable', {}, []],
    ['acme/*', {}, []],
  ])('with GH_REPOS=%s and %j syncs %j', async (setting, changes, synced) => {
    url = await serve(setting.split(','));
    await send(pushOf(changes));
    expect(started.flatMap(({ repositories }) => repositories)).toEqual(synced);
  });

  test('as GitHub really sends it starts the sync of only that repository', async () => {
    const isTracked = ({ ref, deleted }: (typeof realPushes)[number]) =>
      ref === 'refs/heads/master' && !deleted;
    expect(new Set(realPushes.map(isTracked))).toEqual(new Set([true, false]));
    for (const payload of realPushes) {
      const status = isTracked(payload) ? 'started' : 'ignored';
      expect(await send(JSON.stringify(payload))).toMatchObject({ code: 202, status });
    }
    const argument = {
      trigger: 'webhook',
      repositories: ['codertocat/hello-world'],
      conversations: [],
      folders: [],
      sites: [],
    };
    expect(started).toEqual(realPushes.filter(isTracked).map(() => argument));
  });

  test('as a form, GitHub’s default, is accepted too', async () => {
    const body = new URLSearchParams({ payload: JSON.stringify(push) }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await send(body, { headers })).toMatchObject({ code: 202, status: 'started' });
  });

  test('marks the source dirty, so that a running sync lists it again', async () => {
    await ensureSource(database, 'github', 'codertocat/hello-world');
    await send(JSON.stringify(push));
    expect(await database.query('select dirty from sources')).toEqual([{ dirty: true }]);
  });

  test('to the branch that is tracked by name starts it', async () => {
    const acme = { full_name: 'acme/handbook', default_branch: 'main' };
    await send(pushOf({ repository: acme, ref: 'refs/heads/main' }));
    await send(pushOf({ repository: acme, ref: 'refs/heads/stable' }));
    expect(started.map(({ repositories }) => repositories)).toEqual([['acme/handbook@stable']]);
  });

  test.each([
    ['to another branch', { ref: 'refs/heads/feature' }],
    ['of a tag', { ref: 'refs/tags/master' }],
    ['that deletes the branch', { deleted: true }],
    ['to an unknown repository', { repository: { full_name: 'x/y', default_branch: 'master' } }],
  ])('%s is ignored', async (_, changes) => {
    expect(await send(pushOf(changes))).toMatchObject({ code: 202, status: 'ignored' });
    expect(started).toEqual([]);
  });
});

test('a ping is answered, and every other event is ignored', async () => {
  const others = examples.filter(({ name }) => name !== 'push');
  expect(others.map(({ name }) => name)).toContain('ping');
  for (const { name, examples: payloads } of others) {
    const [payload] = payloads;
    const answer = await send(JSON.stringify(payload), { event: name });
    const expected =
      name === 'ping' ? { code: 200, status: 'pong' } : { code: 202, status: 'ignored' };
    expect([name, answer]).toEqual([name, expect.objectContaining(expected)]);
  }
  expect(started).toEqual([]);
});

describe('the signature', () => {
  test.each([
    ['forged', { signedWith: 'some-other-secret-altogether' }],
    ['missing', { headers: { 'x-hub-signature-256': '' } }],
    ['of another length', { headers: { 'x-hub-signature-256': 'sha256=00' } }],
  ])('%s is refused', async (_, sending: Sending) => {
    expect(await send(JSON.stringify(push), sending)).toMatchObject({
      code: 401,
      error: 'unauthorized',
    });
    expect(started).toEqual([]);
  });

  test('is not valid for a body that was changed on the way', async () => {
    const headers = { 'x-hub-signature-256': await sign(secret, JSON.stringify(push)) };
    expect((await send(pushOf({ ref: 'refs/heads/main' }), { headers })).code).toBe(401);
  });

  test('made with the secret before the rotation is still valid', async () => {
    expect((await send(JSON.stringify(push), { signedWith: older })).code).toBe(202);
  });

  test('is never valid for an empty body', async () => {
    const response = await fetch(`${url}/github`, { method: 'POST' });
    expect(response.status).toBe(401);
  });
});

describe('an invalid delivery is refused with a message that says what to do', () => {
  test.each(['gzip', 'deflate', 'br', 'x-unheard-of'])('a body encoded by %s', async (encoding) => {
    const body = encoding === 'gzip' ? gzipSync(JSON.stringify(push)) : JSON.stringify(push);
    const headers = { 'content-encoding': encoding };
    expect(await send(body, { headers })).toEqual({
      code: 415,
      error: 'unsupported_media_type',
    });
    expect(started).toEqual([]);
  });

  test('another content type', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect((await send(JSON.stringify(push), { headers })).code).toBe(415);
  });

  test('malformed JSON', async () => {
    expect(await send('{"ref": ')).toMatchObject({ code: 400, error: 'invalid_request' });
  });

  test('a push without a repository', async () => {
    expect(await send('{"ref": "refs/heads/main"}')).toMatchObject({ code: 400 });
  });

  test('more than 25 MB', async () => {
    const body = JSON.stringify({ ...push, padding: 'x'.repeat(25 * 1024 * 1024) });
    expect(await send(body)).toMatchObject({ code: 413, error: 'payload_too_large' });
  });

  test('no delivery id', async () => {
    expect((await send(JSON.stringify(push), { id: '' })).code).toBe(400);
  });
});

describe('a delivery that is repeated', () => {
  test('starts nothing if it started a sync before', async () => {
    const id = randomUUID();
    await send(JSON.stringify(push), { id });
    expect(await send(JSON.stringify(push), { id })).toMatchObject({
      code: 200,
      status: 'replayed',
    });
    expect(started).toHaveLength(1);
  });

  test('starts the sync if it could not before', async () => {
    const id = randomUUID();
    outage = new DocPilotError(
      'upstream_unavailable',
      'The workflow cannot be reached; try again.',
    );
    expect(await send(JSON.stringify(push), { id })).toMatchObject({ code: 503 });
    outage = null;
    expect(await send(JSON.stringify(push), { id })).toMatchObject({
      code: 202,
      status: 'started',
    });
  });

  test('is forgotten after 30 days', async () => {
    const id = randomUUID();
    await send(JSON.stringify(push), { id });
    await database.query("update webhook_deliveries set received_at = now() - interval '31 days'");
    await send(JSON.stringify(push));
    expect(await database.query('select 1 from webhook_deliveries')).toHaveLength(1);
  });
});
