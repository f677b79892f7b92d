import type { Queryable } from '../connection/database.ts';
import { hashOf } from './access-tokens.ts';

/** What the authorization server keeps of something; its id is in no payload. */
export type Payload = Record<string, unknown>;

export interface StoredRecord {
  payload: Payload;
  /** When it was used, as seconds since the epoch; null if it has not been. */
  consumedAt: number | null;
  /** The seconds since then. */
  consumedFor: number | null;
}

/** Stores something under the hash of its id; what is stored under it already is replaced. */
export async function saveRecord(
  database: Queryable,
  kind: string,
  id: string,
  payload: Payload,
  lifetimeSeconds: number,
  grantId: string | null = null,
): Promise<void> {
  await database.query(
    `insert into oauth_records (kind, id_hash, payload, grant_id, expires_at)
     values ($1, decode($2, 'hex'), $3, $4, now() + $5 * interval '1 second')
     on conflict (kind, id_hash) do update
       set payload = excluded.payload, expires_at = excluded.expires_at`,
    [kind, hashOf(id), JSON.stringify(payload), grantId, lifetimeSeconds],
  );
}

export async function findRecord(
  database: Queryable,
  kind: string,
  id: string,
): Promise<StoredRecord | null> {
  const [row] = await database.query<StoredRecord>(
    `select payload, extract(epoch from consumed_at)::float8 as "consumedAt",
            extract(epoch from now() - consumed_at)::float8 as "consumedFor"
     from oauth_records
     where kind = $1 and id_hash = decode($2, 'hex') and expires_at > now()`,
    [kind, hashOf(id)],
  );
  return row ?? null;
}

/** Marks something as used. @returns whether it had not been: of several at once, one is the first */
export async function consumeRecord(
  database: Queryable,
  kind: string,
  id: string,
): Promise<boolean> {
  const rows = await database.query(
    `update oauth_records set consumed_at = now()
     where kind = $1 and id_hash = decode($2, 'hex') and consumed_at is null returning kind`,
    [kind, hashOf(id)],
  );
  return rows.length > 0;
}

/** @returns what was stored, to one caller alone; null if there is nothing */
export async function takeRecord(
  database: Queryable,
  kind: string,
  id: string,
): Promise<Payload | null> {
  const [row] = await database.query<{ payload: Payload }>(
    `delete from oauth_records where kind = $1 and id_hash = decode($2, 'hex')
     and expires_at > now() returning payload`,
    [kind, hashOf(id)],
  );
  return row?.payload ?? null;
}

export async function deleteRecord(database: Queryable, kind: string, id: string): Promise<void> {
  await database.query(
    "delete from oauth_records where kind = $1 and id_hash = decode($2, 'hex')",
    [kind, hashOf(id)],
  );
}

/** Deletes everything that has expired. */
export async function deleteExpired(database: Queryable): Promise<void> {
  for (const table of ['oauth_records', 'access_tokens', 'grants']) {
    await database.query(`delete from ${table} where expires_at < now()`);
  }
}
