import { countFitting } from '../search/show/count-fitting.ts';

/**
 * Keeps as many items from the beginning of a list as the answer's budget of tokens allows; at
 * least one, so that paging always advances.
 * @param answerWith makes the answer with the kept items and the number of those left out
 */
export async function fitBudget<Item, Answer extends object>(
  items: readonly Item[],
  answerWith: (kept: Item[], leftOut: number) => Answer,
  maxTokens: number,
): Promise<Answer> {
  const first = (count: number) => answerWith(items.slice(0, count), items.length - count);
  const texts = items.map((item) => `${JSON.stringify(item)},`);
  const count = await countFitting(texts, first, maxTokens);
  return first(Math.min(items.length, Math.max(1, count)));
}
