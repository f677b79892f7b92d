import type { Queryable } from '../connection/database.ts';
import { hashOf } from './access-tokens.ts';

/** A client that somebody has let in. */
export interface Connection {
  id: string;
  clientId: string;
  /** As the client calls itself; it may lie. */
  clientName: string;
  createdAt: Date;
  seenAt: Date | null;
  expiresAt: Date;
}

/** Whose connections: a person's, or those that were made with an API key. */
export interface Owner {
  kind: 'person' | 'key';
  /** A person's id, or the beginning of a key's SHA-256. */
  id: string;
}

/** Is true of the grants of `$1 $2`. */
const isOwn = `case $1 when 'person' then person_id::text
                       else left(encode(key_hash, 'hex'), length($2)) end = $2`;
const isValid = 'expires_at > now()';

/** The clients that somebody has let in, the last one first. */
export async function listConnections(
  database: Queryable,
  { kind, id }: Owner,
): Promise<Connection[]> {
  return database.query<Connection>(
    `select id, client_id as "clientId", client_name as "clientName", created_at as "createdAt",
            seen_at as "seenAt", expires_at as "expiresAt"
     from grants where ${isOwn} and ${isValid} order by created_at desc, id`,
    [kind, id],
  );
}

/** Ends one, with all that was issued under it; instances forget it within a minute. */
export async function endConnection(
  database: Queryable,
  { kind, id }: Owner,
  connection: string,
): Promise<boolean> {
  const ended = await database.query(`delete from grants where ${isOwn} and id = $3 returning id`, [
    kind,
    id,
    connection,
  ]);
  return ended.length > 0;
}

/** Under which connection a token was issued; null if there is no such token. */
export async function connectionOf(database: Queryable, token: string): Promise<string | null> {
  const [row] = await database.query<{ id: string }>(
    "select grant_id as id from access_tokens where token_hash = decode($1, 'hex')",
    [hashOf(token)],
  );
  return row?.id ?? null;
}
