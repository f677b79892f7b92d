import type { Queryable } from '../connection/database.ts';
import { type Holder, hashOf } from './access-tokens.ts';
import type { Payload } from './records.ts';

/** The columns that say whom something belongs to. */
function holderColumns(holder: Holder): [personId: string | null, keyHash: string | null] {
  return 'personId' in holder ? [holder.personId, null] : [null, holder.keyHash];
}

export async function saveGrant(
  database: Queryable,
  id: string,
  holder: Holder,
  clientId: string,
  payload: Payload,
  lifetimeSeconds: number,
): Promise<void> {
  await database.query(
    `insert into grants (id, person_id, key_hash, client_id, payload, expires_at)
     values ($1, $2, decode($3, 'hex'), $4, $5, now() + $6 * interval '1 second')
     on conflict (id) do update set payload = excluded.payload`,
    [id, ...holderColumns(holder), clientId, JSON.stringify(payload), lifetimeSeconds],
  );
}

export async function findGrant(database: Queryable, id: string): Promise<Payload | null> {
  const [row] = await database.query<{ payload: Payload }>(
    'select payload from grants where id = $1 and expires_at > now()',
    [id],
  );
  return row?.payload ?? null;
}

/** How the client of a grant calls itself. */
export async function nameGrant(database: Queryable, id: string, name: string): Promise<void> {
  await database.query('update grants set client_name = $2 where id = $1', [id, name]);
}

/** Ends a grant with all that was issued under it; instances forget its tokens within a minute. */
export async function deleteGrant(database: Queryable, id: string): Promise<void> {
  await database.query('delete from grants where id = $1', [id]);
}

export interface GrantedToken {
  holder: Holder;
  clientId: string;
  grantId: string;
  audience: string;
  payload: Payload;
}

export async function saveGrantedToken(
  database: Queryable,
  token: string,
  { holder, clientId, grantId, audience, payload }: GrantedToken,
  lifetimeSeconds: number,
): Promise<void> {
  // No token outlives its grant.
  await database.query(
    `insert into access_tokens
       (token_hash, person_id, key_hash, client_id, grant_id, audience, payload, expires_at)
     select decode($1, 'hex'), $2, decode($3, 'hex'), $4, id, $6, $7,
            least(now() + $8 * interval '1 second', expires_at)
     from grants where id = $5`,
    [
      hashOf(token),
      ...holderColumns(holder),
      clientId,
      grantId,
      audience,
      JSON.stringify(payload),
      lifetimeSeconds,
    ],
  );
}

export async function findGrantedToken(
  database: Queryable,
  token: string,
): Promise<Payload | null> {
  const [row] = await database.query<{ payload: Payload }>(
    `select payload from access_tokens
     where token_hash = decode($1, 'hex') and grant_id is not null and expires_at > now()`,
    [hashOf(token)],
  );
  return row?.payload ?? null;
}
