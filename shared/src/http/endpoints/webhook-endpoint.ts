import * as z from 'zod';
import { type Endpoint, outages } from '../endpoint.ts';

/** The fields of GitHub's push event that DocPilot reads. */
export const push = z
  .looseObject({
    ref: z.string(),
    deleted: z.boolean().default(false),
    repository: z.looseObject({
      full_name: z.string(),
      default_branch: z.string(),
      fork: z.boolean().default(false),
    }),
  })
  .describe('GitHub’s push event; only these fields are read.');

const executionId = z.string().describe('The execution of the sync.');

export const pushTaken = z.union([
  z.object({ status: z.literal('started'), execution_id: executionId }),
  z.object({
    status: z.literal('ignored').describe('Another event, or a branch that is not configured.'),
  }),
]);

export const pushSettled = z.union([
  z.object({ status: z.literal('pong').describe('The answer to a ping.') }),
  z.object({
    status: z.literal('replayed').describe('This delivery started a sync before.'),
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
  // GitHub's timeout is 10 seconds.
  timeoutMs: 9_000,
  tag: 'Sync',
  summary: 'Receive a push from GitHub',
  description:
    'Only for GitHub’s webhook, with `GH_WEBHOOK_SECRET` as its secret. A push to a configured branch syncs that repository. The body can also be a form with the JSON in `payload`, GitHub’s default. API keys are not accepted here.',
  payload: push,
  headers: {
    'X-GitHub-Event': 'The event: push, ping or another.',
    'X-GitHub-Delivery': 'The delivery’s id; a delivery starts at most one sync.',
  },
  answers: {
    200: { description: 'A ping, or a delivery that was received before.', body: pushSettled },
    202: { description: 'A sync was started, or there is nothing to sync.', body: pushTaken },
  },
  errors: ['rate_limited', ...outages],
} as const satisfies Endpoint;
