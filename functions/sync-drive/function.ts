import { optionalSetting } from '@docpilot/shared/config';
import { driveFolder } from '@docpilot/shared/drive-folder';
import { openEmbedder } from '@docpilot/shared/embed';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { serveFunction } from '@docpilot/shared/serve-function';
import { planRoute, sliceRoute } from '@docpilot/shared/slice-route';

/** For the workflow alone: one folder tree of Google Drive, one time slice. */
export const createSyncDrive: CreateFunction = ({ environment, openDatabase, log }) => {
  // Reading waits for writing as long as that may last: nobody else is kept waiting.
  const limits = { statementTimeoutMs: 60_000, connectionTimeoutMs: 60_000 };
  const database = openDatabase(environment, { poolSize: 1, ...limits });
  const configured = optionalSetting(environment, 'driveFolders') ?? [];
  const apiUrl = optionalSetting(environment, 'driveApiUrl');
  const accessToken = optionalSetting(environment, 'googleAccessToken');
  return serveFunction({
    name: 'sync-drive',
    routes: [
      planRoute('drive', 'folders', configured, database),
      sliceRoute(
        'folder',
        configured,
        database,
        environment,
        openEmbedder(environment),
        (name, { deadline, signal }) =>
          driveFolder(name, { apiUrl, accessToken, deadline, signal }),
      ),
    ],
    apiKeys: [],
    environment,
    log,
  });
};
