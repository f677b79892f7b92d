import { optionalSetting, requiredSetting } from '@docpilot/shared/config';
import { defineRoute } from '@docpilot/shared/endpoint';
import { healthEndpoint } from '@docpilot/shared/home-endpoints';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { serveFunction } from '@docpilot/shared/serve-function';
import { readStatistics } from '@docpilot/shared/statistics';
import { docsRoutes, openApiRoute, searchPageRoutes } from './page-routes.ts';

/** Health with the size of the index, the search page, and the documentation; needs no key. */
export const createHome: CreateFunction = ({ environment, openDatabase, log }) => {
  const database = openDatabase(environment, { poolSize: 1, statementTimeoutMs: 5_000 });
  const publicUrl = requiredSetting(environment, 'publicUrl');
  const facts = {
    publicUrl,
    mcpUrl: optionalSetting(environment, 'mcpUrl') ?? '',
    signIn: optionalSetting(environment, 'oauthClientId') === undefined ? '' : 'google',
  } as const;
  return serveFunction({
    name: 'home',
    routes: [
      defineRoute(healthEndpoint, 'home', async () => {
        const { sources, documents, chunks, verifiedAt } = await readStatistics(database);
        const index = { sources, documents, passages: chunks, verified_at: verifiedAt };
        return { body: { status: 'ok', index } };
      }),
      openApiRoute(publicUrl),
      ...searchPageRoutes(facts),
      ...docsRoutes(facts),
    ],
    environment,
    log,
  });
};
