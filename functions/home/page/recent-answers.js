/** @import { SearchResponse } from '../../../shared/src/search/request/search-request.ts' */

/** How long an answer is shown again without asking, and how many are kept. */
const keptMs = 300_000;
const maxAnswers = 20;

/** @type {Map<string, { at: number, answers: SearchResponse[] }>} */
const kept = new Map();

/**
 * The pages of an answer that this tab has had shortly before, so that going back shows them at
 * once, where they were.
 * @param {string} search
 */
export function recentAnswers(search) {
  const found = kept.get(search);
  return found !== undefined && Date.now() - found.at < keptMs ? found.answers : [];
}

/** @param {string} search @param {SearchResponse[]} answers its pages */
export function keepAnswers(search, answers) {
  kept.delete(search);
  kept.set(search, { at: Date.now(), answers });
  const [oldest] = kept.keys();
  if (kept.size > maxAnswers && oldest !== undefined) kept.delete(oldest);
}

/** After a sync, or for another key. */
export function forgetAnswers() {
  kept.clear();
}
