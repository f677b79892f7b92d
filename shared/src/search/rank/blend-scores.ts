/** A document's scores. Words null: not found by words; meaning null: it has no vector. */
export interface ScoredByBoth {
  words: number | null;
  meaning: number | null;
}

export interface Spread {
  mean: number;
  deviation: number;
}

export interface Blend {
  /** The blended score of each candidate, above 0. */
  scores: number[];
  /** Of the candidates' scores by words, where not found counts as 0. */
  words: Spread;
  /** Of the cosines of the candidates that have one. */
  meaning: Spread;
  /** Added to every score, so that the lowest is above 0. */
  shift: number;
}

/**
 * The weight of meaning for a model that nobody has measured. Of the variants in
 * docs/decisions/0006-embeddings.md the one that is not worse than words alone even with a weak
 * English model on French text, and better by .06 to .23 with one that knows the answers.
 */
export const cautiousWeight = 0.3;

/** Keeps the lowest score above 0. */
const leastScore = 1e-6;

/**
 * Blends two rankings of the same candidates by their z-scores, weighted 1 − weight and weight. The
 * result is given on the scale of the scores by words, which z-scores leave open:
 * words + weight / (1 − weight) · deviation of words · z of meaning. A candidate without a vector
 * counts as average in meaning, so it is ranked by its words.
 * @param weight the weight of meaning, 0 to 1
 */
export function blendScores(candidates: readonly ScoredByBoth[], weight: number): Blend {
  const byWords = candidates.map(({ words }) => words ?? 0);
  const words = spreadOf(byWords);
  const meaning = spreadOf(candidates.flatMap((candidate) => candidate.meaning ?? []));
  const unit = (weight >= 1 ? 1 : weight / (1 - weight)) * (words.deviation || 1);
  const blended = candidates.map((candidate, index) => {
    const isKnown = candidate.meaning !== null && meaning.deviation > 0;
    const z = isKnown ? ((candidate.meaning ?? 0) - meaning.mean) / meaning.deviation : 0;
    return (weight >= 1 ? 0 : (byWords[index] ?? 0)) + unit * z;
  });
  const lowest = Math.min(0, ...blended);
  const shift = lowest < 0 ? leastScore - lowest : 0;
  return { scores: blended.map((score) => score + shift), words, meaning, shift };
}

function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { mean: 0, deviation: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
