import type { Queryable } from '../connection/database.ts';

/** How many days of activity are kept. */
const activityDays = 90;

export async function purgeActivity(database: Queryable): Promise<void> {
  await database.query(
    `delete from activity where day <= (now() at time zone 'UTC')::date - ${activityDays}`,
  );
}
