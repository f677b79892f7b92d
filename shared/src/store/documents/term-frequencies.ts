import type { Database, Queryable } from '../connection/database.ts';
import { everyTerm } from './term-deltas.ts';

/** What is counted of a term: the chunks that hold it, those in which it reaches a level, the documents. */
const counts = ['chunks', 'chunks_a', 'chunks_b', 'chunks_c', 'documents'];
const eachCount = (sql: (count: string) => string, between = ', ') => counts.map(sql).join(between);

/** Deltas folded by one transaction. */
const foldSize = 200;

/** Folds the appended deltas into the frequencies. One process at a time; the others wait. */
export async function foldDeltas(database: Database): Promise<void> {
  for (let folded = foldSize; folded === foldSize; ) {
    folded = await database.transaction(foldSome);
  }
}

async function foldSome(transaction: Queryable): Promise<number> {
  await transaction.query("select pg_advisory_xact_lock(hashtext('docpilot term deltas'))");
  const [row] = await transaction.query<{ folded: number }>(
    `with folded as (
       delete from term_deltas where id in (select id from term_deltas order by id limit ${foldSize})
       returning kind, terms, counts
     ),
     changes as (
       select term,
              ${eachCount((kind) => `coalesce(sum(count) filter (where kind = '${kind}'), 0)::int as ${kind}`)}
       from folded cross join unnest(terms, counts) as delta(term, count)
       group by term
     ),
     stored as (
       insert into term_frequencies (term, ${counts.join(', ')})
       select term, ${counts.join(', ')} from changes
       where ${eachCount((kind) => `${kind} <> 0`, ' or ')}
       order by term
       on conflict (term) do update set
         ${eachCount((kind) => `${kind} = term_frequencies.${kind} + excluded.${kind}`)}
       returning term
     )
     select count(*) as folded from folded`,
  );
  return row?.folded ?? 0;
}

export interface TermFrequencies {
  /** How many chunks and documents there are in all. */
  chunkCount: number;
  documentCount: number;
  /** How many hold the term. */
  chunks: Map<number, number>;
  documents: Map<number, number>;
  /** In how many chunks it reaches each level of weight, from the lowest (see term-levels.ts). */
  levels: Map<number, readonly number[]>;
  /** The languages of the stored passages (ISO 639-1), ascending. */
  languages: string[];
}

/**
 * The terms' frequencies and the index's languages, in one statement: each statement costs a search
 * half a millisecond. The languages are found by stepping through their index from one to the next.
 */
export async function readFrequencies(
  database: Queryable,
  terms: readonly number[],
): Promise<TermFrequencies> {
  const rows = await database.query<Row>(
    `with recursive stored(language) as (
       (select language from passages order by language limit 1)
       union all
       select (select passages.language from passages
               where passages.language > stored.language order by passages.language limit 1)
       from stored where stored.language is not null
     )
     select term, array[chunks, chunks_a, chunks_b, chunks_c] as levels, documents, null as language
     from term_frequencies where term = any($1::int[])
     union all
     select null, null, null, language from stored where language is not null`,
    [[everyTerm, ...terms]],
  );
  const counted = rows.flatMap((row) => (row.term === null ? [] : [row]));
  const every = counted.find((row) => row.term === everyTerm);
  return {
    chunkCount: every?.levels[0] ?? 0,
    documentCount: every?.documents ?? 0,
    chunks: new Map(counted.map((row) => [row.term, row.levels[0] ?? 0])),
    documents: new Map(counted.map((row) => [row.term, row.documents])),
    levels: new Map(counted.map((row) => [row.term, row.levels])),
    languages: rows.flatMap(({ language }) => language ?? []).sort(),
  };
}

type Row =
  | { term: number; levels: number[]; documents: number; language: null }
  | { term: null; language: string };
