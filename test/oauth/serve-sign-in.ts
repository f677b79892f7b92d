import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Environment } from '@docpilot/shared/config';
import type { Database } from '@docpilot/shared/database';
import { createMcp } from '../../functions/mcp/function.ts';
import { functionServer } from '../../local/functions/function-server.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { keepSecret, watchedLog } from '../support/watched-log.ts';

export const key = 'the-key-of-the-sign-in-tests';

export interface ServedSignIn {
  /** http://127.0.0.1:PORT, which is the issuer. */
  readonly issuer: string;
  readonly mcpUrl: string;
  readonly database: Database;
  /** Ends the instances and starts as many anew, which know nothing but what is stored. */
  restart(): void;
  /** Calls a tool over plain HTTPS, with these headers. */
  searchStatus(token: string): Promise<number>;
  close(): void;
}

/**
 * Serves the function mcp at the root of a host, as Cloud Run does, with the requests spread over
 * its instances in turn.
 */
export async function serveSignIn(
  more: Environment = {},
  { instances = 1, database: given }: { instances?: number; database?: Database } = {},
): Promise<ServedSignIn> {
  const database = given ?? (await openTestDatabase());
  let running: Server[] = [];
  let next = 0;
  const server = createServer((request, response) => {
    next += 1;
    running[next % running.length]?.emit('request', request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const mcpUrl = `${issuer}/mcp`;
  keepSecret(key);
  const environment = {
    API_TOKEN: key,
    PUBLIC_URL: issuer,
    MCP_URL: mcpUrl,
    RATE_LIMIT_PER_MINUTE: '0',
    ...more,
  };
  const restart = () => {
    running = Array.from({ length: instances }, () =>
      functionServer('mcp', createMcp, {
        environment,
        openDatabase: () => database,
        log: watchedLog('mcp'),
      }),
    );
  };
  restart();
  return {
    issuer,
    mcpUrl,
    database,
    restart,
    searchStatus: async (token) => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${issuer}/tools`, { headers })).status;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
