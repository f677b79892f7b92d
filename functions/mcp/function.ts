import { requiredSetting } from '@docpilot/shared/config';
import { listRoute } from '@docpilot/shared/list-route';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { searchRoute } from '@docpilot/shared/search-route';
import { serveFunction } from '@docpilot/shared/serve-function';
import { describeTools } from '@docpilot/shared/tools';

/** The tools an assistant uses, as plain HTTPS calls, and their schemas. */
export const createMcp: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = openDatabase(environment, { poolSize: 2, statementTimeoutMs: 5_000 });
  return serveFunction({
    name: 'mcp',
    routes: [
      searchRoute('/search_documents', database),
      listRoute('/list_documents', database),
      {
        method: 'GET',
        path: '/tools',
        auth: 'key',
        handle: async () => ({ body: { tools: describeTools() } }),
      },
    ],
    apiKeys: requiredSetting(environment, 'apiKeys'),
    environment,
    log,
  });
};
