import type { Queryable } from './database.ts';

/**
 * The languages of the stored passages (ISO 639-1). Steps through the index from one language to
 * the next instead of reading every passage.
 */
export async function readLanguages(database: Queryable): Promise<string[]> {
  const rows = await database.query<{ language: string }>(
    `with recursive held(language) as (
       (select language from passages order by language limit 1)
       union all
       select (select passages.language from passages
               where passages.language > held.language order by passages.language limit 1)
       from held where held.language is not null
     )
     select language from held where language is not null`,
  );
  return rows.map((row) => row.language);
}
