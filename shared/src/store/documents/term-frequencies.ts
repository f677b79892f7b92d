import { languageOf } from '../../lexical/weights/hash-term.ts';
import type { Database, Queryable } from '../connection/database.ts';
import { synonymsVersion } from './synonym-files.ts';
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
  /** The languages of at least one chunk in a hundred (ISO 639-1), ascending, with their shares of the chunks. */
  languages: Map<string, number>;
  /** All others that chunks are in. */
  rareLanguages: string[];
  /** Of the team's synonyms (see synonym-files.ts); null: there are none. */
  synonymsVersion: string | null;
  /** Whether a file without a document may have one of the names that were asked for. */
  hasUnread: boolean;
}

/** Share of the chunks from which a language counts: below it, most are taken for what they are not. */
const leastShare = 0.01;

/**
 * The terms' frequencies and what else a search must know of the index, in one statement: each
 * statement costs a search half a millisecond.
 * @param names a tsquery of names that files without a document may have; null: none
 */
export async function readFrequencies(
  database: Queryable,
  terms: readonly number[],
  names: string | null,
): Promise<TermFrequencies> {
  const rows = await database.query<Row>(
    `select term, array[chunks, chunks_a, chunks_b, chunks_c] as levels, documents,
            case when term = ${everyTerm} then ${synonymsVersion} end as synonyms,
            term = ${everyTerm} and exists (
              select from problems where name_words(name_terms) @@ $2::tsquery) as "hasUnread"
     from term_frequencies where term = any($1::int[]) or term < ${everyTerm}`,
    [[everyTerm, ...terms], names],
  );
  const every = rows.find((row) => row.term === everyTerm);
  const chunkCount = every?.levels[0] ?? 0;
  const counted = rows.filter((row) => row.term > everyTerm);
  const languages = rows
    .filter((row) => row.term < everyTerm && (row.levels[0] ?? 0) > 0)
    .map((row): [string, number] => [languageOf(row.term), (row.levels[0] ?? 0) / chunkCount])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    chunkCount,
    documentCount: every?.documents ?? 0,
    chunks: new Map(counted.map((row) => [row.term, row.levels[0] ?? 0])),
    documents: new Map(counted.map((row) => [row.term, row.documents])),
    levels: new Map(counted.map((row) => [row.term, row.levels])),
    languages: new Map(languages.filter(([, share]) => share >= leastShare)),
    rareLanguages: languages.filter(([, share]) => share < leastShare).map(([code]) => code),
    synonymsVersion: every?.synonyms ?? null,
    hasUnread: every?.hasUnread ?? true,
  };
}

interface Row {
  term: number;
  levels: number[];
  documents: number;
  synonyms: string | null;
  hasUnread: boolean;
}
