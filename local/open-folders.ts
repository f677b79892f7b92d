import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Environment, optionalSetting } from '@docpilot/shared/config';
import { ConfigError } from '@docpilot/shared/errors';
import type { Options } from './options.ts';

/** The Drive folders to index, and the Drive API that serves them. */
export interface Folders {
  /** Undefined for Google's own. */
  apiUrl: string | undefined;
  accessToken: string | undefined;
  ids: readonly string[];
  close(): Promise<void>;
}

/**
 * A folder of this machine behind a Drive API on loopback, or the real Drive's GDRIVE_FOLDER_ID.
 * @throws ConfigError
 */
export async function openFolders(options: Options, environment: Environment): Promise<Folders> {
  const named = optionalSetting(environment, 'driveFolders');
  if (options.drive === null) {
    return {
      apiUrl: optionalSetting(environment, 'driveApiUrl'),
      accessToken: optionalSetting(environment, 'googleAccessToken'),
      ids: named ?? [],
      close: async () => {},
    };
  }
  if (named !== undefined) {
    throw new ConfigError('GDRIVE_FOLDER_ID and --drive cannot be combined: unset one of them.');
  }
  // Most starts have no use for what converts Google's formats.
  const { startDriveApi } = await import('./drive/start-drive-api.ts');
  const stateFile = join(options.data, 'drive-state.json');
  const store = await openStore(options.drive, stateFile);
  const token = randomBytes(24).toString('base64url');
  const api = await startDriveApi({ store, token });
  return { apiUrl: api.url, accessToken: token, ids: [store.rootId], close: api.close };
}

async function openStore(folder: string, stateFile: string) {
  const { folderStore } = await import('./drive/folder-store.ts');
  try {
    return folderStore(folder, { stateFile });
  } catch {
    throw new ConfigError(
      `The folder ${folder} cannot be read: give --drive a folder that is there.`,
    );
  }
}
