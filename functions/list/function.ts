import { activityRoute } from '@docpilot/shared/activity-route';
import { documentRoutes } from '@docpilot/shared/document-routes';
import { defineRoute } from '@docpilot/shared/endpoint';
import { readFacets } from '@docpilot/shared/facets';
import { facetsEndpoint } from '@docpilot/shared/facets-endpoint';
import { identifyCallers } from '@docpilot/shared/identify-callers';
import { keepLedger } from '@docpilot/shared/keep-ledger';
import { listReply } from '@docpilot/shared/list-reply';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { listEndpoint } from '@docpilot/shared/search-endpoints';
import { serveFunction } from '@docpilot/shared/serve-function';

/**
 * Lists what is indexed, what each sync did, and what is not indexed and why, page by page; counts and
 * reads documents.
 */
export const createList: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = openDatabase(environment, { poolSize: 1, statementTimeoutMs: 5_000 });
  return serveFunction({
    name: 'list',
    routes: [
      defineRoute(listEndpoint, 'list', (input, request) => listReply(database, input, request)),
      defineRoute(facetsEndpoint, 'list', async (filters) => ({
        body: await readFacets(database, filters),
      })),
      ...documentRoutes(database),
      activityRoute(database, environment),
    ],
    identifyCaller: identifyCallers(database, environment, log),
    ledger: keepLedger(database, log),
    environment,
    log,
  });
};
