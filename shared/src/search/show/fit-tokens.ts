import type { SearchResponse, SearchResult } from '../request/search-request.ts';
import { countFitting, countForms } from './count-fitting.ts';
import { loadTokenCounter } from './count-tokens.ts';

type AnswerWith = (results: SearchResult[], truncated: boolean) => SearchResponse;

/** How long an answer gets, in o200k_base tokens of the longest of its forms. */
export interface AnswerSize {
  /** An answer in each form in which it is sent. */
  formsOf(answer: SearchResponse): string[];
  /** Results beyond these are left for the next page, except the first ones. */
  tokens: number;
  /** How many results come first. */
  leastResults: number;
  /** How many results have snippets of full length, and second passages; the others' are half as long. */
  fullSnippets?: number;
  /** Of a snippet of full length. */
  snippetCharacters?: number;
  /** What no answer exceeds; undefined: all results are sent. */
  maxTokens: number | undefined;
}

/**
 * The answer with as many of the results, best first, as its size allows. If not even the best one
 * fits, its snippet is shortened.
 */
export async function fitTokens(
  results: SearchResult[],
  answerWith: AnswerWith,
  { formsOf, tokens, leastResults, maxTokens }: AnswerSize,
): Promise<SearchResponse> {
  if (maxTokens === undefined) return answerWith(results, false);
  const items = results.map((result) => JSON.stringify(result));
  const first = (count: number) => answerWith(results.slice(0, count), count < results.length);
  const countWithin = (limit: number) =>
    countFitting(items, (count) => formsOf(first(count)), limit);
  if (tokens < maxTokens) {
    // Counting takes longer than all else that is done for an answer. Mostly this one count shows
    // that the first results are within `maxTokens`, and that no more are within `tokens`.
    const needed = await countForms(formsOf(first(leastResults + 1)), tokens);
    if (needed <= maxTokens) {
      const within = needed <= tokens ? await countWithin(tokens) : 0;
      return answerWith(results.slice(0, Math.max(leastResults, within)), false);
    }
  }
  const most = await countWithin(maxTokens);
  if (most > 0 || results.length === 0) return first(most);
  const countTokens = await loadTokenCounter();
  const [best] = results;
  for (
    let length = best?.snippet.length ?? 0;
    best && length > 0;
    length = Math.floor(length / 2)
  ) {
    const { second_passage, ...first } = cutSnippet(best, Math.floor(length / 2));
    const shorter = { ...first, also_in: [] };
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
