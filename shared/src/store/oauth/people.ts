import type { Queryable } from '../connection/database.ts';

/** Who has signed in, as the identity provider says. */
export interface Identity {
  issuer: string;
  subject: string;
  email: string;
  /** The domain that the provider vouches for; null for a private account. */
  domain: string | null;
  name: string;
}

/** Records that a person has signed in. @returns the person's id */
export async function rememberPerson(
  database: Queryable,
  { issuer, subject, email, domain, name }: Identity,
): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    `insert into people as known (issuer, subject, email, domain, name) values ($1, $2, $3, $4, $5)
     on conflict (issuer, subject) do update
       set email = excluded.email, domain = excluded.domain, name = excluded.name,
           signed_in_at = now()
     returning id`,
    [issuer, subject, email, domain, name],
  );
  if (row === undefined) throw new Error('an upsert returned no row');
  return row.id;
}

/** @returns null if there is no such person */
export async function findPerson(database: Queryable, id: string): Promise<Identity | null> {
  const [row] = await database.query<Identity>(
    'select issuer, subject, email, domain, name from people where id = $1',
    [id],
  );
  return row ?? null;
}

/** Ends everything that a person has been issued; instances forget them within a minute. */
export async function forgetPerson(database: Queryable, id: string): Promise<void> {
  await database.query('delete from people where id = $1', [id]);
}
