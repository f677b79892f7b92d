/** `npm run test:long` tries at length what `npm test` tries a few times: random histories and kills. */
export const isLongRun = process.env.TEST_RUNS === 'long';

/** How often something random is tried: `few` times in `npm test`, `many` in `npm run test:long`. */
export function runs(few: number, many: number): number {
  return isLongRun ? many : few;
}
