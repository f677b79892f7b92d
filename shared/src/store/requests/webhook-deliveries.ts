import type { Queryable } from '../connection/database.ts';

/**
 * Records that a delivery came in, and forgets those of more than 30 days ago.
 * @returns the execution it started before, if this is a replay; null if it has started none yet
 */
export async function receiveDelivery(database: Queryable, id: string): Promise<string | null> {
  await database.query(
    "delete from webhook_deliveries where received_at < now() - interval '30 days'",
  );
  const [row] = await database.query<{ executionId: string | null }>(
    `insert into webhook_deliveries (id) values ($1)
     on conflict (id) do update set received_at = webhook_deliveries.received_at
     returning execution_id as "executionId"`,
    [id],
  );
  return row?.executionId ?? null;
}

export async function markStarted(
  database: Queryable,
  id: string,
  executionId: string,
): Promise<void> {
  await database.query('update webhook_deliveries set execution_id = $2 where id = $1', [
    id,
    executionId,
  ]);
}
