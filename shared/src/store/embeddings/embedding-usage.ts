import type { Queryable } from '../connection/database.ts';

const thisMonth = "date_trunc('month', now() at time zone 'utc')::date";

/** Characters that were sent to be embedded in this calendar month. */
export async function readUsage(database: Queryable): Promise<number> {
  const [row] = await database.query<{ characters: number }>(
    `select characters from embedding_usage where month = ${thisMonth}`,
  );
  return row?.characters ?? 0;
}

/**
 * Counts characters before they are sent, unless they would exceed the cap. Two workers that reserve
 * at the same time cannot exceed it together.
 * @param cap null for none
 * @returns whether they may be sent
 */
export async function reserveUsage(
  database: Queryable,
  { characters, texts }: { characters: number; texts: number },
  cap: number | null,
): Promise<boolean> {
  const reserved = await database.query(
    `insert into embedding_usage as usage (month, characters, texts)
     select ${thisMonth}, $1, $2 where $3::bigint is null or $1 <= $3
     on conflict (month) do update
       set characters = usage.characters + excluded.characters, texts = usage.texts + excluded.texts
       where $3::bigint is null or usage.characters + excluded.characters <= $3
     returning month`,
    [characters, texts, cap],
  );
  return reserved.length > 0;
}

/** Takes back what was reserved and, as it turned out, not answered. */
export async function refundUsage(
  database: Queryable,
  { characters, texts }: { characters: number; texts: number },
): Promise<void> {
  await database.query(
    `update embedding_usage
     set characters = greatest(0, characters - $1), texts = greatest(0, texts - $2)
     where month = ${thisMonth}`,
    [characters, texts],
  );
}
