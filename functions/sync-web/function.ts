import { chosenPaths } from '@docpilot/shared/chosen-paths';
import { optionalSetting } from '@docpilot/shared/config';
import { openEmbedder } from '@docpilot/shared/embed';
import { readWebPage } from '@docpilot/shared/read-web-page';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { serveFunction } from '@docpilot/shared/serve-function';
import { syncRoutes } from '@docpilot/shared/sync-routes';
import { siteSource } from '@docpilot/shared/web-site';

/** Syncs one documentation site for one time slice; only the workflow may call it. */
export const createSyncWeb: CreateFunction = ({ environment, openDatabase, log }) => {
  // Long timeouts: a sync may wait for other writers, as nobody waits for the sync.
  const limits = { statementTimeoutMs: 60_000, connectionTimeoutMs: 60_000 };
  const options = {
    readPage: readWebPage,
    isChosen: chosenPaths(environment),
    privateHosts: optionalSetting(environment, 'sitePrivateHosts') ?? [],
    contact: optionalSetting(environment, 'siteContact'),
  };
  return serveFunction({
    name: 'sync-web',
    routes: syncRoutes({
      kind: 'web',
      database: openDatabase(environment, { poolSize: 1, ...limits }),
      environment,
      embedder: openEmbedder(environment),
      openSource: (name, requestLimits) => siteSource(name, { ...options, ...requestLimits }),
    }),
    environment,
    log,
  });
};
