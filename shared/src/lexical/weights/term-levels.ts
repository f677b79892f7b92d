/** A term's BM25 weight in a passage, quantised. */
export interface TermLevel {
  /** Marks the level in the full-text index: SQL's `passage_words` writes a term once for each level it reaches. */
  suffix: string;
  /** The least weight of the level. */
  least: number;
  /** The typical weight of a term that reaches this level and no higher one. */
  value: number;
}

/** From the lowest, which every term reaches. Typical weights are those in 99,000 passages of documentation. */
export const termLevels: readonly TermLevel[] = [
  { suffix: '', least: 0, value: 0.9 },
  { suffix: 'a', least: 1.3, value: 1.5 },
  { suffix: 'b', least: 1.7, value: 1.85 },
  { suffix: 'c', least: 2.05, value: 2.15 },
];
