import { blendScores, type ScoredByBoth } from '../../shared/src/search/rank/blend-scores.ts';

/** A way to blend the two scores of all candidates of a query into one. */
export type Blend = (candidates: readonly ScoredByBoth[]) => number[];

const words = (all: readonly ScoredByBoth[]) => all.map((one) => one.words ?? 0);
const meaning = (all: readonly ScoredByBoth[]) => all.map((one) => one.meaning ?? -1);

function minMax(weight: number): Blend {
  return (all) => {
    const most = Math.max(...words(all)) || 1;
    const near = meaning(all);
    const [low, high] = [Math.min(...near), Math.max(...near)];
    const scaled = near.map((value) => (value - low) / (high - low || 1));
    return words(all).map((value, i) => ((1 - weight) * value) / most + weight * (scaled[i] ?? 0));
  };
}

function cosine(weight: number): Blend {
  return (all) => {
    const most = Math.max(...words(all)) || 1;
    const near = meaning(all);
    return words(all).map((value, i) => ((1 - weight) * value) / most + weight * (near[i] ?? 0));
  };
}

/** Reciprocal rank fusion. */
function fusedRanks(k: number, weight: number): Blend {
  const reciprocal = (values: readonly number[], isRanked: (value: number) => boolean) => {
    const order = values.map((_, index) => index);
    order.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
    const scores = values.map(() => 0);
    for (const [rank, index] of order.slice(0, 200).entries())
      if (isRanked(values[index] ?? 0)) scores[index] = 1 / (k + rank + 1);
    return scores;
  };
  return (all) => {
    const near = reciprocal(meaning(all), () => true);
    return reciprocal(words(all), (score) => score > 0).map((s, i) => s + weight * (near[i] ?? 0));
  };
}

export const variants: Readonly<Record<string, Blend>> = {
  'words alone': words,
  'vectors alone': meaning,
  ...Object.fromEntries([0.2, 0.3, 0.5].map((weight) => [`min-max ${weight}`, minMax(weight)])),
  'cosine as it is 0.3': cosine(0.3),
  ...Object.fromEntries(
    [0.2, 0.3, 0.35, 0.4, 0.5].map((weight): [string, Blend] => [
      `z-scores ${weight}`,
      (all) => blendScores(all, weight).scores,
    ]),
  ),
  'RRF k 60, 1': fusedRanks(60, 1),
  'RRF k 60, 0.1': fusedRanks(60, 0.1),
  'RRF k 10, 0.3': fusedRanks(10, 0.3),
};
