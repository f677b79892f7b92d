import { optionalSetting, requiredSetting } from '@docpilot/shared/config';
import { openEmbedder } from '@docpilot/shared/embed';
import { limitRequests } from '@docpilot/shared/limit-requests';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { searchIndex } from '@docpilot/shared/search-index';
import { searchRoute } from '@docpilot/shared/search-route';
import { serveFunction } from '@docpilot/shared/serve-function';

/** One query in, ranked passages out. */
export const createSearch: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = searchIndex(
    openDatabase(environment, { poolSize: 2, statementTimeoutMs: 5_000 }),
    openEmbedder(environment),
    optionalSetting(environment, 'embedWeight'),
  );
  return serveFunction({
    name: 'search',
    routes: [searchRoute('search', database)],
    apiKeys: requiredSetting(environment, 'apiKeys'),
    limit: limitRequests(database, environment, log),
    environment,
    log,
  });
};
