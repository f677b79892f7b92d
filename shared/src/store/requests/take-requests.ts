import type { Queryable } from '../connection/database.ts';

/** Requests that an instance may accept before it has to ask again. */
export interface Lot {
  /** 0: this minute's requests are used up. */
  granted: number;
  /** Until the minute that is counted ends, by the database's clock. */
  endsInSeconds: number;
}

/** Whom an access token was issued to: a person, or whoever held an API key. */
export type TokenHolder =
  | { personId: string; name: string; keyHash: null }
  | { personId: null; name: null; keyHash: string };

/**
 * Takes a lot of a key's requests of this minute. However many instances take at once, they never
 * get more than the limit together: each update of the key's row waits for the one before.
 * @param keyHash in hex
 */
export async function takeRequests(
  database: Queryable,
  keyHash: string,
  wanted: number,
  perMinute: number,
): Promise<Lot> {
  const [row] = await database.query<Lot>(
    takeSql(`select decode($1, 'hex') as counter`, 'granted, "endsInSeconds"'),
    [keyHash, wanted, perMinute],
  );
  if (row === undefined) throw new Error('a select returned no row');
  return row;
}

/**
 * The same for the holder of an access token, who is looked up by the same statement: all tokens of
 * a person share their requests. Those of a key's holder are not counted here but as the key's own.
 * @param tokenHash SHA-256, in hex
 * @param audience the address that the token must be for; null admits any
 * @returns null if there is no such token, or it has expired
 */
export async function takeRequestsByToken(
  database: Queryable,
  tokenHash: string,
  wanted: number,
  perMinute: number,
  audience: string | null,
): Promise<(Lot & TokenHolder) | null> {
  const [row] = await database.query<Lot & TokenHolder>(
    takeSql(
      `select sha256(convert_to('person ' || person.id, 'UTF8')) as counter,
              person.id as person_id, person.name, encode(token.key_hash, 'hex') as key_hash,
              token.grant_id
       from access_tokens token left join people person on person.id = token.person_id
       where token.token_hash = decode($1, 'hex') and token.expires_at > now()
         and ($4::text is null or token.audience = $4)`,
      'granted, "endsInSeconds", person_id as "personId", name, key_hash as "keyHash"',
      // Not by each batch: a row is written every ten minutes.
      `seen as (
         update grants set seen_at = now() from holder
         where id = holder.grant_id
           and (seen_at is null or seen_at < now() - interval '10 minutes')
       ),`,
    ),
    [tokenHash, wanted, perMinute, audience],
  );
  return row ?? null;
}

/**
 * @param holder selects the counter of at most one caller, and what is known of them; whose counter
 *   is null gets every lot
 * @param more what else the statement does for the holder
 */
function takeSql(holder: string, columns: string, more = ''): string {
  // A transaction that had to wait may come from the minute before; a row that is further ahead was
  // written before the clock was set back.
  const isOther = `counts.minute not between excluded.minute and excluded.minute + interval '1 minute'`;
  return `with holder as (${holder}), ${more}
     taken as (
       insert into request_counts as counts (key_hash, minute, given, lot)
       select counter, date_trunc('minute', now()), least($2::int, $3::int), least($2::int, $3::int)
       from holder where counter is not null
       on conflict (key_hash) do update set
         minute = case when ${isOther} then excluded.minute else counts.minute end,
         given = case when ${isOther} then excluded.given
                      else least(counts.given + $2::int, $3::int) end,
         lot = case when ${isOther} then excluded.lot
                    else least($2::int, $3::int - counts.given) end
       where ${isOther} or counts.given < $3::int
       returning lot, minute
     ),
     counted as (
       select holder.*,
              case when counter is null then $2::int
                   else coalesce((select lot from taken), 0) end as granted,
              coalesce((select minute from taken),
                       (select minute from request_counts where key_hash = counter),
                       date_trunc('minute', now())) as minute
       from holder
     ),
     timed as (
       select *, extract(epoch from minute + interval '1 minute' - now())::float8 as "endsInSeconds"
       from counted
     )
     select ${columns} from timed`;
}
