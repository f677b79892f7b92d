import type { AddressInfo } from 'node:net';
import type { Database } from '@docpilot/shared/database';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { onTestFinished } from 'vitest';
import type { Environment } from '../../shared/src/config.ts';
import { guardBodies } from '../../shared/src/http/guard-bodies.ts';
import { limitRequests } from '../../shared/src/http/limit-requests.ts';
import { serveFunction } from '../../shared/src/http/serve-function.ts';
import { webhookRoute } from '../../shared/src/http/webhook-route.ts';
import type { SyncTrigger } from '../../shared/src/trigger/workflow.ts';
import { keepSecret, watchedLog } from './watched-log.ts';

interface Served {
  database: Database;
  secrets: string[];
  repositories: string[];
  start: SyncTrigger['start'];
  environment?: Environment;
}

/** Serves the webhook under the functions framework, with a fake workflow that only starts. */
export async function serveWebhook({
  database,
  secrets,
  repositories,
  start,
  environment = { RATE_LIMIT_PER_MINUTE: '0' },
}: Served) {
  const read = () => Promise.reject(new Error('a webhook reads no execution'));
  const log = watchedLog('webhook');
  keepSecret(...secrets);
  const limit = limitRequests(database, environment, log);
  const route = webhookRoute(secrets, repositories, database, { start, read }, limit);
  const served = serveFunction({ name: 'webhook', routes: [route], environment, log });
  http('webhook-under-test', served);
  const server = getTestServer('webhook-under-test');
  guardBodies(server, served.maxBodyBytes, log);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
