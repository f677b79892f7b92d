import { estimateTokens } from '../lexical/estimate-tokens.ts';

/**
 * The longest beginning of a list with which an answer stays within a budget of tokens; at least
 * one item, so that going on always gets further.
 * @param frame the answer without the list's items
 */
export function fitBudget<Item>(
  items: readonly Item[],
  frame: object,
  maxTokens: number,
): { kept: Item[]; leftOut: number } {
  let left = maxTokens - estimateTokens(JSON.stringify(frame));
  let count = 0;
  for (const item of items) {
    left -= estimateTokens(`${JSON.stringify(item)},`);
    if (left < 0 && count > 0) break;
    count += 1;
  }
  return { kept: items.slice(0, count), leftOut: items.length - count };
}
