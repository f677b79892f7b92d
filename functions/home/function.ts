import { requiredSetting } from '@docpilot/shared/config';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { serveFunction } from '@docpilot/shared/serve-function';
import { readStatistics } from '@docpilot/shared/statistics';
import { pageRoutes } from './page-routes.ts';

/** The front door: health with what is indexed, and a page that says how to ask. */
export const createHome: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = openDatabase(environment, { poolSize: 1, statementTimeoutMs: 5_000 });
  return serveFunction({
    name: 'home',
    routes: [
      {
        method: 'GET',
        path: '/health',
        auth: 'none',
        handle: async () => {
          const { sources, documents, chunks, verifiedAt } = await readStatistics(database);
          return {
            body: {
              status: 'ok',
              index: { sources, documents, passages: chunks, verified_at: verifiedAt },
            },
          };
        },
      },
      ...pageRoutes(requiredSetting(environment, 'publicUrl')),
    ],
    apiKeys: [],
    environment,
    log,
  });
};
