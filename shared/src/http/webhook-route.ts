import type { Database } from '../store/connection/database.ts';
import { markStarted, receiveDelivery } from '../store/requests/webhook-deliveries.ts';
import { markDirty } from '../store/sync/sources.ts';
import type { SyncTrigger } from '../trigger/workflow.ts';
import { defineRoute } from './endpoint.ts';
import { webhookEndpoint } from './endpoints/webhook-endpoint.ts';
import { pushedSource, readDelivery } from './github-push.ts';
import type { Route } from './route.ts';

/**
 * GitHub's webhook: a push to a tracked branch starts the workflow for that repository only. A
 * delivery that failed to start it can be sent again; a delivery that started it is a replay.
 */
export function webhookRoute(
  secrets: readonly string[],
  configured: readonly string[],
  database: Database,
  trigger: SyncTrigger,
): Route {
  return defineRoute(webhookEndpoint, 'webhook', async (_, request) => {
    const { id, event, payload } = await readDelivery(request, secrets);
    if (event === 'ping') return { body: { status: 'pong' } };
    const source = event === 'push' ? pushedSource(payload, configured) : null;
    if (source === null) return { status: 202, body: { status: 'ignored' } };
    const startedBefore = await receiveDelivery(database, id);
    if (startedBefore !== null) {
      return { body: { status: 'replayed', execution_id: startedBefore } };
    }
    // Marked dirty before the start: if a sync is already running, it lists the source again.
    await markDirty(database, 'github', source);
    const executionId = await trigger.start({
      trigger: 'webhook',
      repositories: [source],
      folders: [],
    });
    await markStarted(database, id, executionId);
    return { status: 202, body: { status: 'started', execution_id: executionId } };
  });
}
