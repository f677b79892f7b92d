import { loadTokenCounter } from './count-tokens.ts';

/**
 * How many items of a list, from its beginning, fit in an answer of at most `maxTokens`, counted
 * exactly over the whole body as JSON.
 * @param items as they appear in the JSON
 * @param answerWith the answer with that many of them
 */
export async function countFitting(
  items: readonly string[],
  answerWith: (count: number) => object,
  maxTokens: number,
): Promise<number> {
  const whole = JSON.stringify(answerWith(items.length));
  // A token has at least one byte: a short answer needs no counting.
  if (Buffer.byteLength(whole) <= maxTokens) return items.length;
  const countTokens = await loadTokenCounter();
  const tokensOf = (count: number) => countTokens(JSON.stringify(answerWith(count)));
  let left = maxTokens - tokensOf(0);
  let kept = 0;
  for (const item of items) {
    left -= countTokens(item);
    if (left < 0) break;
    kept += 1;
  }
  // The whole may have more tokens than its pieces.
  while (kept > 0 && tokensOf(kept) > maxTokens) kept -= 1;
  return kept;
}
