import { searchPassages } from '../search/search-passages.ts';
import { searchRequest } from '../search/search-request.ts';
import type { Queryable } from '../store/database.ts';
import { validate } from '../validate.ts';
import type { Route } from './route.ts';

export function searchRoute(path: string, database: Queryable): Route {
  return {
    method: 'POST',
    path,
    auth: 'key',
    handle: async ({ body }) => ({
      body: await searchPassages(database, validate(searchRequest, body)),
    }),
  };
}
