/** A coarse weight of a term in a passage. */
export interface TermLevel {
  /** Marks the level in the index of words: SQL's `passage_words` writes a term once for each it reaches. */
  suffix: string;
  /** The weight that reaches it. */
  least: number;
  /** About what a term weighs that reaches it and no higher one. */
  value: number;
  /** About the share of a term's passages that reach it. */
  share: number;
}

/**
 * From the lowest, which every term reaches. Values and shares are those of 99,000 passages of
 * documentation; frequent words reach the higher levels up to twice as often as rare ones.
 */
export const termLevels: readonly TermLevel[] = [
  { suffix: '', least: 0, value: 0.9, share: 1 },
  { suffix: 'a', least: 1.3, value: 1.5, share: 0.3 },
  { suffix: 'b', least: 1.7, value: 1.85, share: 0.08 },
  { suffix: 'c', least: 2.05, value: 2.15, share: 0.012 },
];
