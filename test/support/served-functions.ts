import { join } from 'node:path';
import type { Environment } from '@docpilot/shared/config';
import type { OpenDatabase } from '@docpilot/shared/connect';
import type { CreateFunction } from '@docpilot/shared/register-function';
import type { Route } from '@docpilot/shared/route';
import { functionServer } from '../../local/functions/function-server.ts';
import { type FunctionServers, openGateway } from '../../local/functions/gateway.ts';
import { functionNames } from '../../scripts/build/function-names.ts';
import { settings } from '../build/function-routes.ts';
import { keepSecretsOf, watchedLog } from './watched-log.ts';

const root = join(import.meta.dirname, '../..');
const log = watchedLog('test');

/** All functions behind one address, those for the workflow included. */
export interface ServedFunctions {
  url: string;
  /** The routes of each function by its name. */
  routes: Readonly<Record<string, readonly Route[]>>;
  close(): Promise<void>;
}

export async function serveFunctions(
  openDatabase: OpenDatabase,
  more: Environment = {},
): Promise<ServedFunctions> {
  const context = { environment: { ...settings, ...more }, openDatabase, log };
  keepSecretsOf(context.environment);
  const routes: Record<string, readonly Route[]> = {};
  const servers: Record<string, FunctionServers[string]> = {};
  for (const name of functionNames(root)) {
    const create = await creatorOf(name);
    servers[name] = functionServer(
      name,
      (given) => {
        const served = create(given);
        routes[name] = served.routes;
        return served;
      },
      context,
    );
  }
  const gateway = await openGateway({
    port: 0,
    fallback: 'home',
    shortcuts: { documents: 'list' },
  });
  gateway.serve(servers);
  return { url: gateway.url, routes, close: gateway.close };
}

async function creatorOf(name: string): Promise<CreateFunction> {
  const module: Record<string, CreateFunction> = await import(
    `../../functions/${name}/function.ts`
  );
  const [create] = Object.values(module);
  if (create === undefined) throw new Error(`functions/${name} exports nothing.`);
  return create;
}
