import { z } from 'zod';
import { type Endpoint, outages } from '../endpoint.ts';

/** What is read of the push that GitHub sends. */
export const push = z
  .looseObject({
    ref: z.string(),
    deleted: z.boolean().default(false),
    repository: z.looseObject({ full_name: z.string(), default_branch: z.string() }),
  })
  .describe('GitHub’s event push; it has more than what is read.');

const executionId = z.string().describe('Of the sync that was started.');

export const pushTaken = z.union([
  z.object({ status: z.literal('started'), execution_id: executionId }),
  z.object({
    status: z.literal('ignored').describe('Another event, or a branch that is not followed.'),
  }),
]);

export const pushSettled = z.union([
  z.object({ status: z.literal('pong').describe('To a ping.') }),
  z.object({
    status: z.literal('replayed').describe('This delivery has started a sync before.'),
    execution_id: executionId,
  }),
]);

/** GitHub's payloads are at most this large; source: https://docs.github.com/webhooks */
const maxPayloadBytes = 25 * 1024 * 1024;

export const webhookEndpoint = {
  method: 'POST',
  paths: { webhook: '/github' },
  auth: 'signature',
  maxRawBytes: maxPayloadBytes,
  // GitHub gives up after 10 seconds.
  timeoutMs: 9_000,
  tag: 'Sync',
  summary: 'Take a push from GitHub',
  description:
    'For a webhook of GitHub alone, with `GH_WEBHOOK_SECRET` as its secret: a push to a branch that is followed syncs that repository. A form with the JSON in `payload`, GitHub’s default, is taken too. No API key helps here.',
  payload: push,
  headers: {
    'X-GitHub-Event': 'The event: push, ping or another.',
    'X-GitHub-Delivery': 'The delivery’s id: the same delivery starts one sync.',
  },
  answers: {
    200: { description: 'A ping, or a delivery that came before.', body: pushSettled },
    202: { description: 'A sync was started, or there is nothing to sync.', body: pushTaken },
  },
  errors: outages,
} as const satisfies Endpoint;
