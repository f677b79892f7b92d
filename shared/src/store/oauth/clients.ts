import type { Queryable } from '../connection/database.ts';
import { hashOf } from './access-tokens.ts';

const usedFor = '1 year';

/** Keeps a registered client that somebody has let in; others are gone after a day. */
export async function keepClient(database: Queryable, clientId: string): Promise<void> {
  await database.query(
    `update oauth_records set expires_at = now() + interval '${usedFor}', consumed_at = now()
     where kind = 'Client' and id_hash = decode($1, 'hex')`,
    [hashOf(clientId)],
  );
}

/** Deletes the oldest clients that nobody has let in yet, so that as many are left. */
export async function limitUnusedClients(database: Queryable, kept: number): Promise<void> {
  await database.query(
    `delete from oauth_records where kind = 'Client' and id_hash in (
       select id_hash from oauth_records where kind = 'Client' and consumed_at is null
       order by created_at desc offset $1)`,
    [kept],
  );
}
