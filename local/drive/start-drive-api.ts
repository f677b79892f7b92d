import {
  type Interception,
  type LoopbackServer,
  serveLoopback,
} from '../loopback/serve-loopback.ts';
import type { DriveStore } from './drive-store.ts';
import { respond } from './respond.ts';

export interface DriveApiOptions extends Interception {
  store: DriveStore;
  /** The one bearer token that opens it; without one any does, but none does not. */
  token?: string | undefined;
  /** What one export may hold: Google's 10 MB, unless a caller wants less. */
  exportLimitBytes?: number;
}

const googleExportLimitBytes = 10 * 1024 * 1024;

/**
 * Serves a store through Google Drive's REST API, version 3, on a free port of this machine alone. A
 * client's rootUrl is set to the server's url.
 */
export function startDriveApi(options: DriveApiOptions): Promise<LoopbackServer> {
  const { store, token, exportLimitBytes = googleExportLimitBytes, onError } = options;
  return serveLoopback((serverUrl) => {
    const state = { serverUrl, store, token, exportLimitBytes, ...(onError && { onError }) };
    return (request, response) => respond(request, response, state);
  }, options);
}
