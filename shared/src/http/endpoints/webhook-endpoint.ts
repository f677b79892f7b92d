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

const numbered = z.looseObject({ number: z.int() });

/** The fields of events about issues, pull requests, discussions and releases that DocPilot reads. */
export const conversation = z
  .looseObject({
    repository: z.looseObject({ full_name: z.string() }),
    issue: numbered.extend({ pull_request: z.unknown().optional() }).optional(),
    pull_request: numbered.optional(),
    discussion: numbered.optional(),
  })
  .describe('An event about a conversation; only these fields are read.');

export const webhookPayload = z.union([push, conversation]);

const executionId = z.string().describe('The execution of the sync.');

export const pushTaken = z.union([
  z.object({ status: z.literal('started'), execution_id: executionId }),
  z.object({
    status: z
      .literal('ignored')
      .describe('Another event, or a branch or repository that is not configured.'),
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
  summary: 'Receive a push or another event from GitHub',
  description:
    'Only for GitHub’s webhook, with `GH_WEBHOOK_SECRET` as its secret. A push to a configured branch syncs that repository; an event about an issue, pull request, discussion, release or their comments syncs its conversations. The body can also be a form with the JSON in `payload`, GitHub’s default. API keys are not accepted here.',
  payload: webhookPayload,
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
