import type { Environment } from '../config.ts';
import type { Queryable } from '../store/connection/database.ts';
import { listActivity } from '../store/list/list-activity.ts';
import { defineRoute } from './endpoint.ts';
import { activityEndpoint } from './endpoints/activity-endpoint.ts';
import { requireAdmin } from './require-admin.ts';
import type { Route } from './route.ts';

/** Who did what, for administrators. */
export function activityRoute(database: Queryable, environment: Environment): Route {
  const admit = requireAdmin(database, environment);
  return defineRoute(activityEndpoint, 'list', async ({ days }, { caller }) => {
    await admit(caller);
    return { body: { days, callers: await listActivity(database, days) } };
  });
}
