import type { JudgedSet } from './judged-set.ts';
import { randomNumbers } from './random-numbers.ts';
import type { Run } from './run-file.ts';

export interface Scores {
  ndcg10: number;
  recall10: number;
  mrr10: number;
}

const cut = 10;

/**
 * The scores of each query, by its id. nDCG is defined as in trec_eval's ndcg_cut (linear gain,
 * log2(rank + 1)); a query without results counts as 0. Ties are ordered by document id,
 * descending.
 */
export function judge({ queries, relevant, excluded }: JudgedSet, run: Run): Map<string, Scores> {
  return new Map(
    queries.map(({ id }) => {
      const grades = relevant.get(id) ?? new Map<string, number>();
      const left = [...(run.get(id) ?? [])].filter(
        ([document]) => !excluded.get(id)?.has(document),
      );
      left.sort(([a, first], [b, second]) => second - first || (a < b ? 1 : -1));
      const gains = left.slice(0, cut).map(([document]) => Math.max(0, grades.get(document) ?? 0));
      return [id, scoresOf(gains, [...grades.values()])];
    }),
  );
}

function scoresOf(gains: readonly number[], grades: readonly number[]): Scores {
  const ideal = grades.filter((grade) => grade > 0).sort((a, b) => b - a);
  const first = gains.findIndex((gain) => gain > 0);
  return {
    ndcg10: discounted(gains) / discounted(ideal.slice(0, cut)),
    recall10: gains.filter((gain) => gain > 0).length / ideal.length,
    mrr10: first === -1 ? 0 : 1 / (first + 1),
  };
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

const samples = 10_000;

/** The 95 % interval of a mean: percentile bootstrap over the queries. */
export function interval(values: readonly number[]): [low: number, high: number] {
  const random = randomNumbers(20_240_607);
  const means = Array.from({ length: samples }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++)
      sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  }).sort((a, b) => a - b);
  return [means[samples * 0.025] ?? 0, means[samples * 0.975] ?? 0];
}

/**
 * Two-sided paired randomisation test: how often the difference of the means would be as large if
 * each query's two scores were swapped at random.
 * @param differences the difference of each query's two scores
 */
export function pairedTest(differences: readonly number[]): { difference: number; p: number } {
  const random = randomNumbers(12_345);
  const observed = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  let asLarge = 0;
  for (let sample = 0; sample < samples; sample++) {
    let sum = 0;
    for (const value of differences) sum += random() < 0.5 ? value : -value;
    if (Math.abs(sum) >= observed - 1e-12) asLarge++;
  }
  return { difference: mean(differences), p: (asLarge + 1) / (samples + 1) };
}
