import type { Queryable } from '../connection/database.ts';

/** Requests that an instance may accept before it has to ask again. */
export interface Lot {
  /** 0: this minute's requests are used up. */
  granted: number;
  /** Until the minute that is counted ends, by the database's clock. */
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
  // A transaction that had to wait may come from the minute before; a row that is further ahead was
  // written before the clock was set back.
  const isOther = `counts.minute not between excluded.minute and excluded.minute + interval '1 minute'`;
  const [row] = await database.query<Lot>(
    `with taken as (
       insert into request_counts as counts (key_hash, minute, given, lot)
       values (decode($1, 'hex'), date_trunc('minute', now()), least($2::int, $3::int),
               least($2::int, $3::int))
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
       select coalesce((select minute from taken),
                       (select minute from request_counts where key_hash = decode($1, 'hex')),
                       date_trunc('minute', now())) as minute
     )
     select coalesce((select lot from taken), 0) as granted,
            extract(epoch from minute + interval '1 minute' - now())::float8 as "endsInSeconds"
     from counted`,
    [keyHash, wanted, perMinute],
  );
  if (row === undefined) throw new Error('a select returned no row');
  return row;
}
