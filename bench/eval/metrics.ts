import type { JudgedSet } from './judged-set.ts';
import { randomNumbers } from './random-numbers.ts';
import type { Run } from './run-file.ts';

/** Of a query's first results: nDCG, the share of what is right, 1 / rank of the first that is, and whether any is. */
export interface Scores {
  ndcg10: number;
  recall10: number;
  recall50: number;
  mrr10: number;
  pass5: number;
  pass10: number;
  pass20: number;
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
      const gains = left.map(([document]) => Math.max(0, grades.get(document) ?? 0));
      return [id, scoresOf(gains, [...grades.values()])];
    }),
  );
}

function scoresOf(gains: readonly number[], grades: readonly number[]): Scores {
  const ideal = grades.filter((grade) => grade > 0).sort((a, b) => b - a);
  const ranks = gains.flatMap((gain, index) => (gain > 0 ? [index + 1] : []));
  const [first = Number.POSITIVE_INFINITY] = ranks;
  const recall = (depth: number) => ranks.filter((rank) => rank <= depth).length / ideal.length;
  const pass = (depth: number) => (first <= depth ? 1 : 0);
  return {
    ndcg10: discounted(gains.slice(0, cut)) / discounted(ideal.slice(0, cut)),
    recall10: recall(cut),
    recall50: recall(50),
    mrr10: first <= cut ? 1 / first : 0,
    pass5: pass(5),
    pass10: pass(10),
    pass20: pass(20),
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
