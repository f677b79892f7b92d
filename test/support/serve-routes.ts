import type { AddressInfo } from 'node:net';
import type { Environment } from '@docpilot/shared/config';
import { identifyCallers } from '@docpilot/shared/identify-callers';
import type { Route } from '@docpilot/shared/route';
import { serveFunction } from '@docpilot/shared/serve-function';
import { functionServer } from '../../local/functions/function-server.ts';
import { keepSecret, watchedLog } from './watched-log.ts';

export interface ServedRoutes {
  url: string;
  close(): void;
}

/**
 * Serves routes that need no database as a function under the functions framework, without a limit.
 */
export async function serveRoutes(
  name: string,
  routes: readonly Route[],
  {
    apiKeys,
    environment = {},
  }: { apiKeys?: readonly string[] | undefined; environment?: Environment } = {},
): Promise<ServedRoutes> {
  const log = watchedLog(name);
  keepSecret(...(apiKeys ?? []));
  const noDatabase = { query: () => Promise.reject(new Error('no database')) };
  const settings = { API_TOKEN: apiKeys?.join(','), RATE_LIMIT_PER_MINUTE: '0' };
  const known = apiKeys && { identifyCaller: identifyCallers(noDatabase, settings, log) };
  const server = functionServer(
    name,
    () => serveFunction({ name, routes, ...known, environment, log }),
    {
      environment: {},
      log,
      openDatabase: () => {
        throw new Error('no database');
      },
    },
  );
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
