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

/** What a search must know of the index to rank by some terms, as one statement reads it. */
export interface FrequencyRows {
  /** Of every term that the index has, of all chunks and of each language. */
  counts: TermCounts[];
  synonyms: string | null;
  hasUnread: boolean;
}

/** A term, its chunks at each level, and its documents. */
export type TermCounts = [term: number, ...levels: number[], documents: number];

/** The same as a statement gives it: the numbers of a term with commas, terms with semicolons between them. */
export interface FrequencyText extends Omit<FrequencyRows, 'counts'> {
  counts: string | null;
}

/**
 * An SQL expression of `FrequencyText`: making JSON of each number takes twice as long.
 * @param terms a parameter
 * @param names a parameter: a tsquery of names that files without a document may have; null: none
 */
export function frequencyTextSql(terms: string, names: string): string {
  return `(select json_build_object(
       'counts', (select string_agg(concat_ws(',', term, ${counts.join(', ')}), ';') from term_frequencies
                  where term = any(${terms}::int[]) or term <= ${everyTerm}),
       'synonyms', ${synonymsVersion},
       'hasUnread', exists (select from problems where name_words(name_terms) @@ ${names}::tsquery)))`;
}

/**
 * The terms' frequencies and what else a search must know of the index, in one statement: each
 * statement costs a search half a millisecond.
 * @param names a tsquery of names that files without a document may have; null: none
 */
export async function readFrequencyRows(
  database: Queryable,
  terms: readonly number[],
  names: string | null,
): Promise<FrequencyRows> {
  const [row] = await database.query<{ read: FrequencyText }>(
    `select ${frequencyTextSql('$1', '$2')} as read`,
    [[...terms], names],
  );
  return frequencyRowsOf(row?.read ?? { counts: null, synonyms: null, hasUnread: true });
}

export function frequencyRowsOf({ counts, ...others }: FrequencyText): FrequencyRows {
  const rows = counts === null ? [] : counts.split(';');
  return { ...others, counts: rows.map((row) => row.split(',').map(Number) as TermCounts) };
}

export function frequenciesOf({ counts, synonyms, hasUnread }: FrequencyRows): TermFrequencies {
  const every = counts.find(([term]) => term === everyTerm);
  const chunkCount = every?.[1] ?? 0;
  const counted = counts.filter(([term]) => term > everyTerm);
  const languages = counts
    .filter(([term, chunks]) => term < everyTerm && chunks > 0)
    .map(([term, chunks]): [string, number] => [languageOf(term), chunks / chunkCount])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    chunkCount,
    documentCount: every?.at(-1) ?? 0,
    chunks: new Map(counted.map(([term, chunks]) => [term, chunks])),
    documents: new Map(counted.map((row) => [row[0], row.at(-1) ?? 0])),
    levels: new Map(counted.map(([term, ...rest]) => [term, rest.slice(0, -1)])),
    languages: new Map(languages.filter(([, share]) => share >= leastShare)),
    rareLanguages: languages.filter(([, share]) => share < leastShare).map(([code]) => code),
    synonymsVersion: synonyms,
    hasUnread,
  };
}
