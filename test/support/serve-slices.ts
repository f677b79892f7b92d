import type { AddressInfo } from 'node:net';
import type { Database } from '@docpilot/shared/database';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { serveFunction } from '../../shared/src/http/serve-function.ts';
import { type OpenSource, sliceRoute } from '../../shared/src/http/slice-route.ts';
import { createLogger } from '../../shared/src/log.ts';

/** What the workflow is answered. */
export interface SliceAnswer {
  status: number;
  body: Record<string, unknown>;
}

/**
 * A sync function under the functions framework, as its own entry wires it but for the source.
 * @returns calls it as the workflow does, each call an execution of its own
 */
export async function serveSlices(
  field: 'repository' | 'folder',
  names: readonly string[],
  database: () => Database,
  openSource: OpenSource,
) {
  // Less than a server under test asks to wait.
  const environment = { SLICE_SECONDS: '60' };
  const log = createLogger('sync', { level: 'silent' });
  const live: Database = {
    query: (sql, parameters) => database().query(sql, parameters),
    transaction: (work) => database().transaction(work),
    close: async () => {},
  };
  const route = sliceRoute(field, names, live, environment, null, openSource);
  const name = `sync-${field}-under-test`;
  http(name, serveFunction({ name, routes: [route], apiKeys: [], environment, log }));
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
