import { isNamed } from '../rank/read-name.ts';
import type { WordQuery } from '../rank/read-query.ts';
import type { Evidence, SearchResponse, SearchResult } from '../request/search-request.ts';
import { bestCoverage, coverageOf, evidenceThresholds } from './evidence.ts';
import { matchedBy, type ShownHit } from './show-page.ts';
import { maxUnread } from './unread-files.ts';

/** Characters of a query that an answer repeats. */
const maxShown = 80;

/** Of all queries of a search: strong or none only if each is. */
export function evidenceOfAll([first = 'none', ...others]: readonly Evidence[]): Evidence {
  return others.every((other) => other === first) ? first : 'weak';
}

/**
 * How well each of several queries is answered.
 * @param isFirstPage later pages repeat the evidence of the first
 */
export function severalQueries(
  queries: readonly WordQuery[],
  evidences: readonly Evidence[],
  shown: readonly ShownHit[],
  isFirstPage: boolean,
): Pick<SearchResponse, 'queries'> {
  if (queries.length === 1) return {};
  return {
    queries: queries.map((query, at) => ({
      query: query.text.length > maxShown ? `${query.text.slice(0, maxShown - 1)}…` : query.text,
      evidence: evidences[at] ?? 'none',
      coverage: isFirstPage ? roundedShare(bestCoverage(query, matchedBy(shown, at))) : null,
    })),
  };
}

/**
 * The results of a search, with the numbers of the queries that each answers if there are several.
 * Files that were not read come last, but first if a query is their name and that of no other.
 * @param unread of each query, the files whose names have its words, and whose texts were not read
 */
export function resultsOf(
  queries: readonly WordQuery[],
  shown: readonly ShownHit[],
  unread: readonly (readonly SearchResult[])[],
): SearchResult[] {
  const isSeveral = queries.length > 1;
  const numbered = (result: SearchResult, answers: (query: number) => boolean) => {
    if (!isSeveral) return result;
    const numbers = queries.flatMap((_, query) => (answers(query) ? [query + 1] : []));
    return { ...result, queries: numbers };
  };
  const files = [...new Map(unread.flat().map((file) => [file.id, file])).values()]
    .slice(0, maxUnread)
    .map((file) => numbered(file, (at) => unread[at]?.some(({ id }) => id === file.id) ?? false));
  const isCalled = (result: SearchResult) =>
    queries.some(({ text, phrases }) =>
      [text, phrases.subject].some((name) => isNamed(name, result)),
    );
  const called = files.filter(isCalled);
  const isSettled = called.length === 0 || shown.some(({ result }) => isCalled(result));
  const first = isSettled ? [] : called;
  return [
    ...first,
    ...shown.map((hit) =>
      numbered(hit.result, (at) => at === hit.folded.hit.query || isCovered(queries[at], hit, at)),
    ),
    ...files.filter((file) => !first.includes(file)),
  ];
}

/** Whether a hit holds enough of a query's words for evidence. */
function isCovered(query: WordQuery | undefined, { matched }: ShownHit, at: number): boolean {
  const hit = matched[at];
  if (query === undefined || hit === undefined) return false;
  return coverageOf(query, hit) >= evidenceThresholds.weak;
}

function roundedShare(share: number): number {
  return Math.round(share * 100) / 100;
}
