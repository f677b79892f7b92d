import type { SearchResponse, SearchResult } from '../request/search-request.ts';
import { countFitting } from './count-fitting.ts';
import { loadTokenCounter } from './count-tokens.ts';

type AnswerWith = (results: SearchResult[], truncated: boolean) => SearchResponse;

/**
 * The answer with as many of the results, best first, as fit in `maxTokens`. If not even the best
 * one fits, its snippet is shortened.
 */
export async function fitTokens(
  results: SearchResult[],
  answerWith: AnswerWith,
  maxTokens: number | undefined,
): Promise<SearchResponse> {
  if (maxTokens === undefined) return answerWith(results, false);
  const first = (count: number) => answerWith(results.slice(0, count), count < results.length);
  const kept = await countFitting(
    results.map((result) => JSON.stringify(result)),
    first,
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
    const snippet = cutSnippet(best.snippet, Math.floor(length / 2));
    const candidate = answerWith([{ ...best, snippet, also_in: [] }], true);
    if (countTokens(JSON.stringify(candidate)) <= maxTokens) return candidate;
  }
  return answerWith([], true);
}

/** The beginning of a snippet, with every mark closed and no surrogate pair split. */
function cutSnippet(snippet: string, length: number): string {
  const cut = snippet.slice(0, length).replace(/[\uD800-\uDBFF]$|<\/?[mark]*$/, '');
  return cut.lastIndexOf('<mark>') > cut.lastIndexOf('</mark>')
    ? cut.slice(0, cut.lastIndexOf('<mark>'))
    : cut;
}
