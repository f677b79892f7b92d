import { loadTokenCounter } from './count-tokens.ts';

/**
 * The tokens of the longest form of an answer; of a short answer its bytes, which are no fewer, as
 * the counter takes half a second to load.
 * @param short what an answer of as many bytes need not be counted for
 */
export async function countForms(forms: readonly string[], short: number): Promise<number> {
  const bytes = Math.max(...forms.map((form) => Buffer.byteLength(form)));
  if (bytes <= short) return bytes;
  const countTokens = await loadTokenCounter();
  return Math.max(...forms.map(countTokens));
}

/**
 * How many items of a list, from its beginning, fit in an answer of at most `maxTokens`, counted
 * exactly over the whole body.
 * @param items about as they appear in it
 * @param formsWith the body with that many of them, in each form that is sent
 */
export async function countFitting(
  items: readonly string[],
  formsWith: (count: number) => string[],
  maxTokens: number,
): Promise<number> {
  const whole = formsWith(items.length);
  // A token has at least one byte: a short answer needs no counting.
  if (whole.every((form) => Buffer.byteLength(form) <= maxTokens)) return items.length;
  const countTokens = await loadTokenCounter();
  const tokensOf = (count: number) => Math.max(...formsWith(count).map(countTokens));
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
