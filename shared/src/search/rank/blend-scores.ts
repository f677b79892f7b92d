/** A document's scores: null is not found by words, or not compared by meaning. */
export interface ScoredByBoth {
  words: number | null;
  meaning: number | null;
}

/**
 * The share of meaning in the blend for a model that nobody has measured. Of the variants in
 * docs/decisions/0006-embeddings.md the one that is not worse than words alone even with a weak
 * English model on French text, and better by .06 to .23 with one that knows the answers.
 */
export const cautiousWeight = 0.3;

/**
 * Blends two rankings of the same candidates: each score as standard deviations from the mean of
 * the candidates (z-score), weighed 1 − weight and weight. Given on the scale of the words' scores,
 * which z-scores leave open: words + weight / (1 − weight) · deviation of words · z of meaning.
 * A candidate without a vector counts as an average one, so that it is ranked by its words.
 * @param weight the share of meaning, 0 to 1
 * @returns a score above 0 for each candidate
 */
export function blendScores(candidates: readonly ScoredByBoth[], weight: number): number[] {
  const words = candidates.map((candidate) => candidate.words ?? 0);
  const known = candidates.flatMap(({ meaning }) => (meaning === null ? [] : [meaning]));
  const { deviation: spread } = spreadOf(words);
  const { mean, deviation } = spreadOf(known);
  const unit = spread || 1;
  const share = weight >= 1 ? 1 : weight / (1 - weight);
  const blended = candidates.map(({ meaning }, index) => {
    const z = meaning === null || deviation === 0 ? 0 : (meaning - mean) / deviation;
    return (weight >= 1 ? 0 : (words[index] ?? 0)) + share * unit * z;
  });
  const least = Math.min(0, ...blended);
  return blended.map((score) => score - least + (least < 0 ? 1e-6 : 0));
}

function spreadOf(values: readonly number[]): { mean: number; deviation: number } {
  if (values.length === 0) return { mean: 0, deviation: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
