import { leanJson } from '../search/assist/lean-json.ts';
import { countFitting } from '../search/show/count-fitting.ts';

/**
 * Keeps as many items from the beginning of a list as the answer's budget of tokens allows; at
 * least one, so that paging always advances.
 * @param answerWith makes the answer with the kept items and the number of those left out
 * @param textOf the answer as text, which has to fit as well
 */
export async function fitBudget<Item, Answer extends object>(
  items: readonly Item[],
  answerWith: (kept: Item[], leftOut: number) => Answer,
  textOf: (answer: Answer) => string,
  maxTokens: number,
): Promise<Answer> {
  const first = (count: number) => answerWith(items.slice(0, count), items.length - count);
  const texts = items.map((item) => `${JSON.stringify(item)},`);
  const formsWith = (count: number) => [leanJson(first(count)), textOf(first(count))];
  const count = await countFitting(texts, formsWith, maxTokens);
  return first(Math.min(items.length, Math.max(1, count)));
}
