import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DocPilotError } from '../errors.ts';
import type { Database } from '../store/connection/database.ts';
import {
  forgetDelivery,
  markStarted,
  type Receipt,
  receiveDelivery,
} from '../store/requests/webhook-deliveries.ts';
import { findConversations, findMoved, markDirty } from '../store/sync/sources.ts';
import type { SyncTrigger } from '../trigger/workflow.ts';
import { changedConversation } from './conversation-event.ts';
import { defineRoute } from './endpoint.ts';
import { webhookEndpoint } from './endpoints/webhook-endpoint.ts';
import { pushedRepository, pushedSource, readDelivery } from './github-push.ts';
import type { LimitRequests } from './limit-requests.ts';
import type { Route } from './route.ts';

/** What all signed deliveries are counted under. */
const countedAs = createHash('sha256').update('webhook').digest('hex');

/** How often, and for how long, a request looks whether another one has started the same delivery. */
const pollMs = 100;
const pollFor = 50;

/**
 * A delivery that comes several times at once starts one execution.
 * @throws DocPilotError upstream_unavailable when the request that starts it does not get on
 */
async function takeDelivery(database: Database, id: string): Promise<Receipt> {
  for (let polls = 0; polls < pollFor; polls++) {
    const receipt = await receiveDelivery(database, id);
    if (receipt.state !== 'starting') return receipt;
    await sleep(pollMs);
  }
  throw new DocPilotError(
    'upstream_unavailable',
    'Another request is starting the sync of this delivery: send it again.',
  );
}

/**
 * GitHub's webhook: a push to a tracked branch starts the workflow for that repository only, an event
 * about a conversation that of its repository's conversations. A
 * delivery that failed to start it can be sent again; a delivery that started it is a replay.
 */
export function webhookRoute(
  secrets: readonly string[],
  configured: readonly string[],
  database: Database,
  trigger: SyncTrigger,
  limit: LimitRequests,
): Route {
  /** The configured source, also of a repository that was renamed since. */
  async function sourceOf(payload: unknown): Promise<string | null> {
    const source = pushedSource(payload, configured);
    if (source !== null) return source;
    const moved = await findMoved(database, pushedRepository(payload), configured);
    return moved && pushedSource(payload, [moved], moved.split('@')[0]);
  }

  async function changedSource(event: string, payload: unknown) {
    if (event === 'push') {
      const name = await sourceOf(payload);
      return name === null ? null : { kind: 'github' as const, name, hints: [] };
    }
    const conversation = changedConversation(event, payload);
    const name = conversation && (await findConversations(database, conversation.fullName));
    if (!name) return null;
    return { kind: 'conversations' as const, name, hints: conversation.hints };
  }

  return defineRoute(webhookEndpoint, 'webhook', async (_, request) => {
    const { id, event, payload } = await readDelivery(request, secrets);
    // Their ids are not signed: one signed body could start syncs without end.
    await limit(countedAs);
    if (event === 'ping') return { body: { status: 'pong' } };
    const changed = await changedSource(event, payload);
    if (changed === null) return { status: 202, body: { status: 'ignored' } };
    const receipt = await takeDelivery(database, id);
    if (receipt.state === 'started') {
      return { body: { status: 'replayed', execution_id: receipt.executionId } };
    }
    try {
      // Marked dirty before the start: if a sync is already running, it lists the source again.
      await markDirty(database, changed.kind, changed.name, changed.hints);
      const executionId = await trigger.start({
        trigger: 'webhook',
        repositories: changed.kind === 'github' ? [changed.name] : [],
        conversations: changed.kind === 'conversations' ? [changed.name] : [],
        folders: [],
        sites: [],
      });
      await markStarted(database, id, executionId);
      return { status: 202, body: { status: 'started', execution_id: executionId } };
    } catch (error) {
      await forgetDelivery(database, id);
      throw error;
    }
  });
}
