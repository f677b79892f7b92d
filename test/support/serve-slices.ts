import type { AddressInfo } from 'node:net';
import type { Database } from '@docpilot/shared/database';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { serveFunction } from '../../shared/src/http/serve-function.ts';
import { type SyncRoutesOptions, syncRoutes } from '../../shared/src/http/sync-routes.ts';
import { watchedLog } from './watched-log.ts';

/** The answer to the workflow. */
export interface SliceAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** The setting that lists the sources of a kind, and the field that names one in a call. */
const settings = {
  github: { variable: 'GH_REPOS', field: 'repository' },
  conversations: { variable: 'GH_REPOS', field: 'repository' },
  drive: { variable: 'GDRIVE_FOLDER_ID', field: 'folder' },
  web: { variable: 'SITES', field: 'site' },
  folder: { variable: 'LOCAL_FOLDERS', field: 'folder' },
} as const;

/**
 * Serves a sync function under the functions framework, wired as in its function.ts but with
 * another source.
 * @returns a function that calls it as the workflow does, each time with a new execution id
 */
export async function serveSlices(
  kind: keyof typeof settings,
  names: readonly string[],
  database: () => Database,
  openSource: SyncRoutesOptions['openSource'],
) {
  const { variable, field } = settings[kind];
  // Shorter than the wait that a server under test asks for.
  const environment = { SLICE_SECONDS: '60', [variable]: names.join(',') };
  const log = watchedLog('sync');
  const live: Database = {
    query: (sql, parameters) => database().query(sql, parameters),
    transaction: (work) => database().transaction(work),
    close: async () => {},
  };
  const routes = syncRoutes({ kind, database: live, environment, embedder: null, openSource });
  const name = `sync-${kind}-under-test`;
  http(name, serveFunction({ name, routes, environment, log }));
  const server = getTestServer(name);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  let executions = 0;

  async function sync(source = names[0], more: object = {}): Promise<SliceAnswer> {
    executions += 1;
    const execution_id = `execution-${executions}`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ execution_id, [field]: source, ...more }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  const close = async () => {
    server.close();
    server.closeAllConnections();
  };
  return { sync, close };
}
