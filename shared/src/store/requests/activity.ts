import type { Queryable } from '../connection/database.ts';

/** Records what the caller of a request does. */
export interface Activity {
  /** Of a search, nothing but that it was. */
  searched(): void;
  read(documentKey: string): void;
}

/** What a caller did on this day. */
export interface CountedActivity {
  kind: 'person' | 'key';
  caller: string;
  name: string;
  /** Empty for searches. */
  documentKey: string;
  count: number;
}

/** Adds to the counts of today, in UTC. */
export async function addActivity(
  database: Queryable,
  counted: readonly CountedActivity[],
): Promise<void> {
  await database.query(
    `insert into activity as known (day, kind, caller, name, document_key, count)
     select (now() at time zone 'UTC')::date, kind, caller, name, "documentKey", count
     from jsonb_to_recordset($1::jsonb)
       as new (kind text, caller text, name text, "documentKey" text, count int)
     on conflict (day, kind, caller, document_key) do update
       set count = known.count + excluded.count, name = excluded.name`,
    [JSON.stringify(counted)],
  );
}
