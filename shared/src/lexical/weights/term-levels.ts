/** A coarse weight of a term in a passage. */
export interface TermLevel {
  /** Marks the level in the index of words: SQL's `passage_words` writes a term once for each it reaches. */
  suffix: string;
  /** The weight that reaches it. */
  least: number;
  /** About what a term weighs that reaches it and no higher one. */
  value: number;
}

/** From the lowest, which every term reaches; values are those of 99,000 passages of documentation. */
export const termLevels: readonly TermLevel[] = [
  { suffix: '', least: 0, value: 0.9 },
  { suffix: 'a', least: 1.3, value: 1.5 },
  { suffix: 'b', least: 1.7, value: 1.85 },
  { suffix: 'c', least: 2.05, value: 2.15 },
];
