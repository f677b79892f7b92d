import type { Queryable } from '../connection/database.ts';

/** A person or a key, with one client that they have let in. */
export interface Connected {
  /** A person's address, or the beginning of a key's SHA-256. */
  who: string;
  name: string;
  /** Null for a person who is not connected any more. */
  connection: string | null;
  client: string | null;
  since: Date;
  seenAt: Date | null;
}

/** Everybody who has signed in, with each client that they have let in. */
export async function listEverybody(database: Queryable): Promise<Connected[]> {
  return database.query<Connected>(
    `select coalesce(email, left(encode(key_hash, 'hex'), 12)) as who,
            coalesce(name, 'API key') as name, grants.id as connection,
            coalesce(nullif(client_name, ''), client_id) as client,
            coalesce(grants.created_at, signed_in_at) as since, seen_at as "seenAt"
     from people
     full join (select * from grants where expires_at > now()) as grants
       on grants.person_id = people.id
     order by who, since, connection`,
  );
}

/**
 * Ends everything of a person, or one connection; instances forget it within a minute.
 * @param what a person's address, or a connection's id
 * @returns how many people and connections there were
 */
export async function revoke(database: Queryable, what: string): Promise<number> {
  const gone = await database.query(
    `with gone_people as (delete from people where lower(email) = lower($1) returning id),
          gone_grants as (delete from grants where id = $1 returning id)
     select id::text from gone_people union all select id from gone_grants`,
    [what],
  );
  return gone.length;
}
