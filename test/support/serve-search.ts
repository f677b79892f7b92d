import type { AddressInfo } from 'node:net';
import type { OpenDatabase } from '@docpilot/shared/connect';
import { createLogger } from '@docpilot/shared/log';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { createList } from '../../functions/list/function.ts';
import { createSearch } from '../../functions/search/function.ts';
import { functionServer } from '../../local/functions/function-server.ts';
import { keepSecretsOf, watchLines } from './watched-log.ts';

const key = 'a-key-for-the-tests';
const functions: Record<string, CreateFunction> = { search: createSearch, list: createList };

/** Serves search and list on the caller's database. */
export async function serveSearch(openDatabase: OpenDatabase, more: Record<string, string> = {}) {
  const lines: string[] = [];
  const destination = {
    write: (line: string) => {
      watchLines(line);
      lines.push(line);
    },
  };
  keepSecretsOf({ API_TOKEN: key, ...more });
  const servers = await Promise.all(
    Object.entries(functions).map(async ([name, create]) => {
      const server = functionServer(name, create, {
        environment: { API_TOKEN: key, RATE_LIMIT_PER_MINUTE: '0', ...more },
        log: createLogger(name, { destination }),
        openDatabase,
      });
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      return [name, server] as const;
    }),
  );
  const ports = new Map(
    servers.map(([name, server]) => [name, (server.address() as AddressInfo).port]),
  );
  const read = async (sent: Promise<Response>) => {
    const response = await sent;
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  return {
    search: (body: object) =>
      read(
        fetch(`http://127.0.0.1:${ports.get('search')}/`, {
          method: 'POST',
          headers: { 'x-api-key': key, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    list: () =>
      read(fetch(`http://127.0.0.1:${ports.get('list')}/`, { headers: { 'x-api-key': key } })),
    /** The log so far. */
    log: () => lines.join(''),
    close: async () => {
      for (const [, server] of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}
