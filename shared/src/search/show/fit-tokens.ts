import type { SearchResponse, SearchResult } from '../request/search-request.ts';
import { countFitting } from './count-fitting.ts';
import { loadTokenCounter } from './count-tokens.ts';

type AnswerWith = (results: SearchResult[], truncated: boolean) => SearchResponse;
/** An answer as it is sent, in each of its forms. */
export type FormsOf = (answer: SearchResponse) => string[];

/**
 * The answer with as many of the results, best first, as fit in `maxTokens`. If not even the best
 * one fits, its snippet is shortened.
 */
export async function fitTokens(
  results: SearchResult[],
  answerWith: AnswerWith,
  maxTokens: number | undefined,
  formsOf: FormsOf,
): Promise<SearchResponse> {
  if (maxTokens === undefined) return answerWith(results, false);
  const first = (count: number) => answerWith(results.slice(0, count), count < results.length);
  const kept = await countFitting(
    results.map((result) => JSON.stringify(result)),
    (count) => formsOf(first(count)),
    maxTokens,
  );
  if (kept > 0 || results.length === 0) return first(kept);
  const countTokens = await loadTokenCounter();
  const [best] = results;
  for (
    let length = best?.snippet.length ?? 0;
    best && length > 0;
    length = Math.floor(length / 2)
  ) {
    const shorter = { ...cutSnippet(best, Math.floor(length / 2)), also_in: [] };
    const candidate = answerWith([shorter], true);
    const tokens = formsOf(candidate).map(countTokens);
    if (Math.max(...tokens) <= maxTokens) return candidate;
  }
  return answerWith([], true);
}

/** With the beginning of the snippet; no surrogate pair is split. */
function cutSnippet(result: SearchResult, length: number): SearchResult {
  const snippet = result.snippet.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
  if (result.highlights === undefined) return { ...result, snippet };
  const highlights = result.highlights.filter(([, end]) => end <= snippet.length);
  return { ...result, snippet, highlights };
}
