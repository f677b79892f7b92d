import type { Queryable } from '../../store/connection/database.ts';
import {
  isSameReading,
  recallFrequencies,
  rememberFrequencies,
} from '../../store/documents/known-frequencies.ts';
import {
  type FrequencyRows,
  frequenciesOf,
  readFrequencyRows,
  type TermFrequencies,
} from '../../store/documents/term-frequencies.ts';

/** What was remembered of the index from earlier searches, and must be compared with what it has. */
export interface Assumption {
  terms: number[];
  names: string | null;
  rows: FrequencyRows;
}

/** Looks up the terms of one query. */
export interface TermLookUp {
  /** @param names see `readFrequencyRows` */
  look(terms: readonly number[], names: string | null): Promise<TermFrequencies>;
  /** Null: all that was looked up was read. */
  assumed(): Assumption | null;
}

/** @param mayAssume whether what earlier searches have read will do, until the ranking compares it */
export function termLookUp(database: Queryable, mayAssume: boolean): TermLookUp {
  let assumed: Assumption | null = null;
  return {
    async look(terms, names) {
      const recalled = mayAssume ? recallFrequencies(database, terms) : null;
      if (recalled) assumed = withMore(assumed, { terms: [...terms], names, rows: recalled });
      const rows = recalled ?? (await readFrequencyRows(database, terms, names));
      if (!recalled) rememberFrequencies(database, terms, rows);
      return frequenciesOf(rows);
    },
    assumed: () => assumed,
  };
}

function withMore(before: Assumption | null, more: Assumption): Assumption {
  if (before === null) return more;
  const rows = [...before.rows.counts, ...more.rows.counts];
  const counts = [...new Map(rows.map((row) => [row[0], row])).values()];
  return {
    terms: [...before.terms, ...more.terms],
    names: more.names ?? before.names,
    rows: { ...more.rows, counts },
  };
}

/**
 * Whether the index has what a query was read by.
 * @param found what the ranking has read; null: nothing
 */
export function isConfirmed(
  database: Queryable,
  assumed: Assumption | null,
  found: FrequencyRows | null,
): boolean {
  if (assumed === null) return true;
  if (found === null) return false;
  rememberFrequencies(database, assumed.terms, found);
  return isSameReading(found, assumed.rows);
}
