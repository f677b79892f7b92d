import { openEmbedder } from '@docpilot/shared/embed';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { serveFunction } from '@docpilot/shared/serve-function';
import { syncRoutes } from '@docpilot/shared/sync-routes';
import { localFolder } from './local-folder.ts';

/** Syncs one folder of this machine for one time slice; as the deployed functions do theirs. */
export const createSyncFolder: CreateFunction = ({ environment, openDatabase, log }) =>
  serveFunction({
    name: 'sync-folder',
    routes: syncRoutes({
      kind: 'folder',
      database: openDatabase(environment, { poolSize: 1, statementTimeoutMs: 60_000 }),
      environment,
      embedder: openEmbedder(environment),
      openSource: (name) => localFolder(name),
    }),
    environment,
    log,
  });
