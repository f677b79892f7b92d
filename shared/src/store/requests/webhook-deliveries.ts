import type { Queryable } from '../connection/database.ts';

/** A delivery whose execution was not started within this may be taken by another request. */
const claimSeconds = 15;

/** What a delivery was received as. */
export type Receipt =
  /** This request is to start its execution. */
  | { state: 'taken' }
  /** Another request is starting it right now. */
  | { state: 'starting' }
  | { state: 'started'; executionId: string };

/** Records that a delivery came in, for one request alone, and forgets those of 30 days ago. */
export async function receiveDelivery(database: Queryable, id: string): Promise<Receipt> {
  await database.query(
    "delete from webhook_deliveries where received_at < now() - interval '30 days'",
  );
  const taken = await database.query(
    `insert into webhook_deliveries as known (id) values ($1)
     on conflict (id) do update set received_at = now()
       where known.execution_id is null
         and known.received_at < now() - ${claimSeconds} * interval '1 second'
     returning id`,
    [id],
  );
  if (taken.length > 0) return { state: 'taken' };
  const [row] = await database.query<{ executionId: string | null }>(
    'select execution_id as "executionId" from webhook_deliveries where id = $1',
    [id],
  );
  const executionId = row?.executionId ?? null;
  return executionId === null ? { state: 'starting' } : { state: 'started', executionId };
}

/** Forgets a delivery whose execution could not be started, so that it can be sent again at once. */
export async function forgetDelivery(database: Queryable, id: string): Promise<void> {
  await database.query('delete from webhook_deliveries where id = $1', [id]);
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
