import type { AddressInfo } from 'node:net';
import { connectDatabase } from '@docpilot/shared/connect';
import { createLogger } from '@docpilot/shared/log';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { createList } from '../../functions/list/function.ts';
import { createSearch } from '../../functions/search/function.ts';
import { createSyncGithub } from '../../functions/sync-github/function.ts';
import { functionServer } from '../../local/functions/function-server.ts';

// What scripts/keep-release.ts keeps of a release: nothing but an environment goes in, and nothing
// but HTTP comes out, so that a later version's tests can run it.

export { migrate } from '@docpilot/shared/migrate';

const functions = {
  list: createList,
  search: createSearch,
  'sync-github': createSyncGithub,
} satisfies Record<string, CreateFunction>;

/** A release's functions, each at its own address. */
export interface ServedRelease {
  /** Posts the body, or reads without one. */
  call(functionName: keyof typeof functions, body?: object): Promise<Response>;
  close(): Promise<void>;
}

/** @param environment as the deployed functions have it, DATABASE_URL and API_TOKEN among it */
export async function serveRelease(
  environment: Readonly<Record<string, string>>,
): Promise<ServedRelease> {
  const databases: { close(): Promise<void> }[] = [];
  const servers = Object.entries(functions).map(([name, create]) => {
    const server = functionServer(name, create, {
      environment,
      log: createLogger(name, { level: 'silent' }),
      openDatabase: (...given) => {
        const database = connectDatabase(...given);
        databases.push(database);
        return database;
      },
    });
    return [name, server] as const;
  });
  const ports = new Map<string, number>();
  for (const [name, server] of servers) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ports.set(name, (server.address() as AddressInfo).port);
  }
  return {
    call: (functionName, body) =>
      fetch(`http://127.0.0.1:${ports.get(functionName)}/`, {
        headers: { 'content-type': 'application/json', 'x-api-key': environment.API_TOKEN ?? '' },
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      }),
    close: async () => {
      for (const [, server] of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      for (const database of databases) await database.close();
    },
  };
}
