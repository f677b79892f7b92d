import { countFitting } from '../search/show/count-fitting.ts';

/**
 * The longest beginning of a list with which an answer stays within a budget of tokens; at least
 * one item, so that going on always gets further.
 * @param answerWith the answer with these items, and so many left out
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
