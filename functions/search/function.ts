import { requiredSetting } from '@docpilot/shared/config';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { searchRoute } from '@docpilot/shared/search-route';
import { serveFunction } from '@docpilot/shared/serve-function';

/** One query in, ranked passages out. */
export const createSearch: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = openDatabase(environment, { poolSize: 2, statementTimeoutMs: 5_000 });
  return serveFunction({
    name: 'search',
    routes: [searchRoute('/', database)],
    apiKeys: requiredSetting(environment, 'apiKeys'),
    environment,
    log,
  });
};
