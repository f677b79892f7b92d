import { mean, pairedTest } from './metrics.ts';

/** The scores of one judged set's queries with each variant, in the same order; the first variant is today's. */
export interface SetScores {
  set: string;
  variants: readonly (readonly number[])[];
}

export interface Choice {
  set: string;
  /** The variant that is best on the other sets. */
  chosen: number;
  /** Of the set's mean score with the chosen variant to today's. */
  difference: number;
}

/**
 * Whether choosing among variants by judged sets helps on sets that had no part in the choice: for
 * each set, the variant with the best mean of the other sets' means is taken.
 * @param sets at least two
 * @returns the choices, the mean of their differences, and how likely it is by chance (`pairedTest`
 *   over all queries)
 */
export function leaveOneSetOut(sets: readonly SetScores[]): {
  choices: Choice[];
  difference: number;
  p: number;
} {
  const choices = sets.map((left) => {
    const others = sets.filter((other) => other !== left);
    const means = left.variants.map((_, variant) =>
      mean(others.map(({ variants }) => mean(variants[variant] ?? []))),
    );
    // Of equal ones the first, which is today's or nearer to it.
    const chosen = means.indexOf(Math.max(...means));
    return { left, chosen };
  });
  const differences = choices.map(({ left: { variants }, chosen }) =>
    (variants[chosen] ?? []).map((score, query) => score - (variants[0]?.[query] ?? 0)),
  );
  return {
    choices: choices.map(({ left, chosen }, at) => ({
      set: left.set,
      chosen,
      difference: mean(differences[at] ?? []),
    })),
    difference: mean(differences.map(mean)),
    p: pairedTest(differences.flat()).p,
  };
}
