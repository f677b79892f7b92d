import type { Queryable } from '../connection/database.ts';
import { everyTerm } from './term-deltas.ts';
import type { FrequencyRows, TermCounts } from './term-frequencies.ts';

/** Terms of an index that are remembered, in about 5 MB; then all of them are forgotten. */
const maxKnown = 20_000;

interface KnownFrequencies {
  /** Of all chunks and of each language. */
  common: TermCounts[];
  synonyms: string | null;
  /** Null: the index does not have the term. */
  terms: Map<number, TermCounts | null>;
}

const known = new WeakMap<Queryable, KnownFrequencies>();

/** Remembers what was read of some terms, and forgets all others if the index has changed since. */
export function rememberFrequencies(
  database: Queryable,
  terms: readonly number[],
  read: FrequencyRows,
): void {
  const common = read.counts.filter(([term]) => term <= everyTerm);
  const { synonyms } = read;
  const before = known.get(database);
  const isSame = before?.synonyms === synonyms && textOf(before?.common ?? []) === textOf(common);
  const now =
    before && isSame && before.terms.size < maxKnown
      ? before
      : { common, synonyms, terms: new Map() };
  for (const term of terms) now.terms.set(term, null);
  for (const row of read.counts) if (row[0] > everyTerm) now.terms.set(row[0], row);
  known.set(database, now);
}

/**
 * What is remembered of some terms, which the index may have changed since: as it would be read, if
 * no file without a document has a name that is looked for. Null: not all of them are remembered.
 */
export function recallFrequencies(
  database: Queryable,
  terms: readonly number[],
): FrequencyRows | null {
  const now = known.get(database);
  const rows = [...new Set(terms)].map((term) => now?.terms.get(term));
  if (now === undefined || rows.includes(undefined)) return null;
  const { common, synonyms } = now;
  return { counts: [...common, ...rows.filter((row) => row != null)], synonyms, hasUnread: false };
}

export function isSameReading(a: FrequencyRows, b: FrequencyRows): boolean {
  return (
    a.synonyms === b.synonyms &&
    a.hasUnread === b.hasUnread &&
    textOf(a.counts) === textOf(b.counts)
  );
}

/** The same for the same rows in any order. */
function textOf(counts: readonly TermCounts[]): string {
  return counts
    .map((row) => row.join())
    .sort()
    .join(';');
}
