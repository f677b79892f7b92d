import type { Queryable } from '../connection/database.ts';

/** How many runs of each source are kept, and for how long; the last run is always kept. */
const maxRuns = 500;
const keptFor = "interval '90 days'";

export async function purgeRuns(database: Queryable): Promise<void> {
  await database.query(
    `delete from sync_runs using (
       select id, started_at, row_number() over (partition by source_id order by id desc) as place
       from sync_runs
     ) as ranked
     where ranked.id = sync_runs.id
       and (place > ${maxRuns} or place > 1 and ranked.started_at < now() - ${keptFor})`,
  );
}
