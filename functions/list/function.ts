import { requiredSetting } from '@docpilot/shared/config';
import { limitRequests } from '@docpilot/shared/limit-requests';
import { listRoute } from '@docpilot/shared/list-route';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { serveFunction } from '@docpilot/shared/serve-function';

/** What is indexed, what the syncs did, and what is not indexed and why; paged. */
export const createList: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = openDatabase(environment, { poolSize: 1, statementTimeoutMs: 5_000 });
  return serveFunction({
    name: 'list',
    routes: [listRoute('list', database)],
    apiKeys: requiredSetting(environment, 'apiKeys'),
    limit: limitRequests(database, environment, log),
    environment,
    log,
  });
};
