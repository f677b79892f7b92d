import { optionalSetting } from '@docpilot/shared/config';
import { openEmbedder } from '@docpilot/shared/embed';
import { defineRoute } from '@docpilot/shared/endpoint';
import { identifyCallers } from '@docpilot/shared/identify-callers';
import { keepLedger } from '@docpilot/shared/keep-ledger';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { searchByAddressEndpoint, searchEndpoint } from '@docpilot/shared/search-endpoints';
import { searchIndex } from '@docpilot/shared/search-index';
import { searchReply } from '@docpilot/shared/search-reply';
import { serveFunction } from '@docpilot/shared/serve-function';

/** Answers a query with ranked passages. */
export const createSearch: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = searchIndex(
    openDatabase(environment, { poolSize: 2, statementTimeoutMs: 5_000 }),
    openEmbedder(environment),
    optionalSetting(environment, 'embedWeight'),
    log,
  );
  return serveFunction({
    name: 'search',
    routes: [
      defineRoute(searchByAddressEndpoint, 'search', (input, request) =>
        searchReply(database, input, request),
      ),
      defineRoute(searchEndpoint, 'search', (input, request) =>
        searchReply(database, input, request),
      ),
    ],
    identifyCaller: identifyCallers(database, environment, log),
    ledger: keepLedger(database, log),
    environment,
    log,
  });
};
