import { optionalSetting, requiredSetting } from '@docpilot/shared/config';
import { limitRequests } from '@docpilot/shared/limit-requests';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { serveFunction } from '@docpilot/shared/serve-function';
import { workflowTrigger } from '@docpilot/shared/trigger';
import { webhookRoute } from '@docpilot/shared/webhook-route';

/** Starts the sync of a repository when GitHub reports a push to it. */
export const createWebhook: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = openDatabase(environment, { poolSize: 1, statementTimeoutMs: 5_000 });
  const secrets = requiredSetting(environment, 'webhookSecrets');
  const configured = optionalSetting(environment, 'repositories') ?? [];
  const limit = limitRequests(database, environment, log);
  return serveFunction({
    name: 'webhook',
    routes: [webhookRoute(secrets, configured, database, workflowTrigger(environment), limit)],
    environment,
    log,
  });
};
