/** Candidates that the full-text index finds. */
export interface IndexedCandidates {
  /** Tsqueries; a passage that meets any of them is a candidate. */
  clauses: readonly string[];
  /** Tsqueries of names alone: a document whose title and path meet any of them is one, too. */
  names: readonly string[];
  /** In how many scans the index is read, each for a part of the clauses. */
  scans: number;
  /** How many of the best passages, and of the best documents found by name, are kept; null: all. */
  maxPassages: number | null;
}

/** Where to look: in the full-text index, or in every passage of some documents. */
export type Candidates = IndexedCandidates | { documentIds: readonly number[] };

/** The parameter `indexedCondition` and `namedCondition` read: all that names may meet, then the clauses of each scan. */
export function tsqueriesOf({ clauses, names, scans }: IndexedCandidates): string[] {
  const perScan = Math.ceil(clauses.length / scans);
  const parts = Array.from({ length: scans }, (_, scan) =>
    clauses.slice(scan * perScan, (scan + 1) * perScan),
  );
  return [[...clauses, ...names], ...parts].map((some) => some.join('|'));
}

/** Whether a row of `passage_weights` meets any clause. @param tsqueries a parameter of `tsqueriesOf` */
export function indexedCondition(tsqueries: string, scans: number): string {
  const conditions = Array.from(
    { length: scans },
    (_, scan) => `passage_words(passage_weights.lexical) @@ (${tsqueries}::tsquery[])[${scan + 2}]`,
  );
  return `(${conditions.join(' or ')})`;
}

/** Whether the title and path of a row of `documents` meet any clause. */
export function namedCondition(tsqueries: string): string {
  return `name_words(name_terms) @@ (${tsqueries}::tsquery[])[1]`;
}
