import type { SearchResponse, SearchResult } from './search-request.ts';

type Answer = (results: SearchResult[], truncated: boolean) => SearchResponse;

/**
 * The answer with as many of the results, best first, as fit in a budget of tokens: of the whole
 * body as JSON, counted exactly. If not even the best one fits, its snippet is shortened.
 */
export async function fitTokens(
  results: SearchResult[],
  answer: Answer,
  maxTokens: number | undefined,
): Promise<SearchResponse> {
  const whole = answer(results, false);
  // A token is one byte at least: a short answer needs no counting.
  if (maxTokens === undefined || byteLength(whole) <= maxTokens) return whole;
  const countTokens = await loadCounter();
  const fits = (candidate: SearchResponse) => countTokens(JSON.stringify(candidate)) <= maxTokens;
  if (fits(whole)) return whole;
  let tokens = 0;
  let kept = 0;
  for (const result of results) {
    tokens += countTokens(JSON.stringify(result));
    if (tokens > maxTokens) break;
    kept += 1;
  }
  // The frame takes its share, and pieces may count otherwise than the whole.
  for (; kept > 0; kept -= 1) {
    const candidate = answer(results.slice(0, kept), true);
    if (fits(candidate)) return candidate;
  }
  const [best] = results;
  for (
    let length = best?.snippet.length ?? 0;
    best && length > 0;
    length = Math.floor(length / 2)
  ) {
    const snippet = cutSnippet(best.snippet, Math.floor(length / 2));
    const candidate = answer([{ ...best, snippet, also_in: [] }], true);
    if (fits(candidate)) return candidate;
  }
  return answer([], true);
}

/** The beginning of a snippet, with no mark left open and no character cut in two. */
function cutSnippet(snippet: string, length: number): string {
  const cut = snippet.slice(0, length).replace(/[\uD800-\uDBFF]$|<\/?[mark]*$/, '');
  return cut.lastIndexOf('<mark>') > cut.lastIndexOf('</mark>')
    ? cut.slice(0, cut.lastIndexOf('<mark>'))
    : cut;
}

function byteLength(answer: SearchResponse): number {
  return Buffer.byteLength(JSON.stringify(answer));
}

/** The vocabulary is large: it is loaded by the first answer that has to be counted. */
async function loadCounter(): Promise<(text: string) => number> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  return (text) => countTokens(text, { disallowedSpecial: new Set() });
}
