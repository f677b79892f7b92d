import type { Queryable } from '../connection/database.ts';

/** Requests that an instance may accept before it has to ask again. */
export interface Lot {
  /** 0: this minute's requests are used up. */
  granted: number;
  /** Until the minute ends, by the database's clock. */
  endsInSeconds: number;
}

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
    `with taken as (
       insert into request_counts as counts (key_hash, minute, given, lot)
       values (decode($1, 'hex'), date_trunc('minute', now()), least($2::int, $3::int),
               least($2::int, $3::int))
       on conflict (key_hash) do update set
         -- Whoever had to wait may come from the minute before.
         minute = greatest(counts.minute, excluded.minute),
         given = case when counts.minute < excluded.minute then excluded.given
                      else least(counts.given + $2::int, $3::int) end,
         lot = case when counts.minute < excluded.minute then excluded.lot
                    else least($2::int, $3::int - counts.given) end
       where counts.minute < excluded.minute or counts.given < $3::int
       returning lot
     )
     select coalesce((select lot from taken), 0) as granted,
            extract(epoch from date_trunc('minute', now()) + interval '1 minute' - now())::float8
              as "endsInSeconds"`,
    [keyHash, wanted, perMinute],
  );
  if (row === undefined) throw new Error('a select returned no row');
  return row;
}
