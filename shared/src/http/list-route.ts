import { listIndex } from '../search/list-index.ts';
import { listRequest } from '../search/list-request.ts';
import type { Queryable } from '../store/database.ts';
import { validate } from '../validate.ts';
import type { Route } from './route.ts';

export function listRoute(path: string, database: Queryable): Route {
  return {
    method: 'GET',
    path,
    auth: 'key',
    handle: async ({ query }) => ({
      body: await listIndex(database, validate(listRequest, query)),
    }),
  };
}
