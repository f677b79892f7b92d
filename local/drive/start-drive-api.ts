import { createServer } from 'node:http';
import type { DriveStore } from './drive-store.ts';
import { type Interception, respond } from './respond.ts';

export interface DriveApiOptions extends Interception {
  store: DriveStore;
  /** The one bearer token that opens it; without one any does, but none does not. */
  token?: string | undefined;
  /** What one export may hold: Google's 10 MB, unless a caller wants less. */
  exportLimitBytes?: number;
}

export interface DriveApi {
  /** What a client's rootUrl is set to: http://127.0.0.1:PORT */
  readonly url: string;
  /** Requests that came in. */
  readonly requests: number;
  close(): Promise<void>;
}

const googleExportLimitBytes = 10 * 1024 * 1024;

/** Serves a store through Google Drive's REST API, version 3, on a free port of this machine alone. */
export async function startDriveApi(options: DriveApiOptions): Promise<DriveApi> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    respond(request, response, {
      exportLimitBytes: googleExportLimitBytes,
      ...options,
      serverUrl,
    }).catch((error: unknown) => {
      if (!response.destroyed) options.onError?.(error);
      response.destroy();
    });
  });
  // Longer than a client keeps a connection it may use again.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const serverUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
  return {
    url: serverUrl,
    get requests() {
      return requests;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
