import type { SearchResult } from '../../shared/src/search/request/search-request.ts';

/** A snippet with its highlighted words between <mark> and </mark>. */
export function marked(result: Pick<SearchResult, 'snippet' | 'highlights'> | undefined): string {
  let text = '';
  let end = 0;
  for (const [from, to] of result?.highlights ?? []) {
    text += `${result?.snippet.slice(end, from)}<mark>${result?.snippet.slice(from, to)}</mark>`;
    end = to;
  }
  return text + (result?.snippet.slice(end) ?? '');
}
