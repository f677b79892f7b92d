import { optionalSetting } from '@docpilot/shared/config';
import { driveFolder } from '@docpilot/shared/drive-folder';
import { openEmbedder } from '@docpilot/shared/embed';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { serveFunction } from '@docpilot/shared/serve-function';
import { syncRoutes } from '@docpilot/shared/sync-routes';

/** Syncs one Google Drive folder for one time slice; only the workflow may call it. */
export const createSyncDrive: CreateFunction = ({ environment, openDatabase, log }) => {
  // Long timeouts: a sync may wait for other writers, as nobody waits for the sync.
  const limits = { statementTimeoutMs: 60_000, connectionTimeoutMs: 60_000 };
  const apiUrl = optionalSetting(environment, 'driveApiUrl');
  const accessToken = optionalSetting(environment, 'googleAccessToken');
  return serveFunction({
    name: 'sync-drive',
    routes: syncRoutes({
      kind: 'drive',
      database: openDatabase(environment, { poolSize: 1, ...limits }),
      environment,
      embedder: openEmbedder(environment),
      openSource: (name, requestLimits) =>
        driveFolder(name, { apiUrl, accessToken, ...requestLimits }),
    }),
    environment,
    log,
  });
};
