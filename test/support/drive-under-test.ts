import type { IncomingMessage, ServerResponse } from 'node:http';
import { startDriveApi } from '../../local/drive/start-drive-api.ts';
import type { DriveClientOptions } from '../../shared/src/sources/drive/client.ts';
import { driveFolder } from '../../shared/src/sources/drive/folder-tree.ts';
import type { Source } from '../../shared/src/sources/source.ts';
import { type MemoryStoreOptions, memoryStore } from '../drive/memory-store.ts';

type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A Drive in memory with one folder to sync, which is read through Google's client. */
export async function driveUnderTest(options: MemoryStoreOptions = {}) {
  const store = memoryStore(options);
  const folder = store.createFolder({ name: 'Team', id: 'team' });
  let intercept: Intercept = () => false;
  const api = await startDriveApi({
    store,
    token: 'the-token',
    intercept: (request, response) => intercept(request, response),
  });
  return {
    store,
    folder,
    /** The settings that make DocPilot use it. */
    environment: {
      DRIVE_API_URL: api.url,
      GOOGLE_ACCESS_TOKEN: 'the-token',
      GDRIVE_FOLDER_ID: folder,
    },
    /** A source for one slice, as the function opens one. */
    source: (name = folder, more: DriveClientOptions = {}): Source =>
      driveFolder(name, { apiUrl: api.url, accessToken: 'the-token', deadline: 0, ...more }),
    /** Changes the answers to requests, until the next call. */
    intercept: (next: Intercept = () => false) => {
      intercept = next;
    },
    close: api.close,
  };
}

/** Answers with an error in Google's shape. */
export function refuse(response: ServerResponse, code: number, reason: string): true {
  const message = `Refused: ${reason}`;
  const errors = [{ domain: 'global', reason, message }];
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { code, message, errors } }));
  return true;
}
