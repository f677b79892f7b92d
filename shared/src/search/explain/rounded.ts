import type { Spread } from '../rank/blend-scores.ts';

/** To four decimals, as results have their scores. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

export function roundedSpread({ mean, deviation }: Spread): Spread {
  return { mean: rounded(mean), deviation: rounded(deviation) };
}
