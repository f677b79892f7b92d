import { searchPassages } from '../search/search-passages.ts';
import type { Queryable } from '../store/connection/database.ts';
import { defineRoute } from './endpoint.ts';
import { searchEndpoint } from './endpoints/search-endpoints.ts';
import type { Route } from './route.ts';

export function searchRoute(functionName: string, database: Queryable): Route {
  return defineRoute(searchEndpoint, functionName, async (input) => ({
    body: await searchPassages(database, input),
  }));
}
