import { listIndex } from '../search/list/list-index.ts';
import type { Queryable } from '../store/connection/database.ts';
import { defineRoute } from './endpoint.ts';
import { listEndpoint } from './endpoints/search-endpoints.ts';
import type { Route } from './route.ts';

export function listRoute(functionName: string, database: Queryable): Route {
  return defineRoute(listEndpoint, functionName, async (input) => ({
    body: await listIndex(database, input),
  }));
}
