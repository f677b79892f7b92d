import type { Queryable } from '../store/connection/database.ts';
import {
  countUndated,
  type DocumentFilters,
  findFewDocuments,
} from '../store/documents/document-filters.ts';
import { readServerSecret } from '../store/requests/server-secret.ts';
import type { SearchScope } from '../store/search/search-scope.ts';
import { explainSearch } from './explain/explain-search.ts';
import { type FoldedHit, foldDuplicates } from './rank/fold-duplicates.ts';
import { fuseRankings } from './rank/fuse-rankings.ts';
import { isConfirmed } from './rank/look-up-terms.ts';
import { type RankedQuery, rankQueries } from './rank/rank-queries.ts';
import { readQuery, type WordQuery } from './rank/read-query.ts';
import type { SearchIndex } from './rank/search-index.ts';
import { requireNames, resolveFilters } from './request/resolve-filters.ts';
import { decodeCursor, encodeCursor, type PagesBefore } from './request/search-cursor.ts';
import {
  queriesOf,
  type SearchRequest,
  type SearchResponse,
  type SearchResult,
} from './request/search-request.ts';
import { evidenceOf } from './show/evidence.ts';
import { type AnswerSize, fitTokens } from './show/fit-tokens.ts';
import { queryNotes } from './show/query-notes.ts';
import { evidenceOfAll, resultsOf, severalQueries } from './show/several-queries.ts';
import { matchedBy, showPage } from './show/show-page.ts';
import { unreadByQuery } from './show/unread-files.ts';

/** What an answer without max_tokens may spend on whole sections. */
const defaultTokens = 4_000;
/** Hits that are ranked, and shown on all pages together. */
const maxHits = 200;
/** Documents that are ranked at least for each hit of a page: some are folded or not similar enough. */
const documentsPerHit = 2;

/**
 * Finds the passages that answer a query, or several, best first; nothing found is an empty list. Each page
 * ranks anew what earlier pages have not shown, so that nothing is repeated, nothing deleted is
 * shown, and nothing new is missed.
 */
export async function searchPassages(
  index: SearchIndex,
  request: SearchRequest,
  size: AnswerSize = asJson(request),
): Promise<SearchResponse> {
  const startedAt = performance.now();
  const filters = await resolveFilters(index, request.filters);
  const before = await readPagesBefore(index, request);
  const hitsLeft = maxHits - (before?.hits ?? 0);
  const excludedDocumentIds = before?.documentIds ?? [];
  async function rank(mayAssume: boolean): Promise<RankedQuery[]> {
    const [read, onlyDocumentIds] = await Promise.all([
      Promise.all(queriesOf(request).map((query) => readQuery(index, query, mayAssume))),
      findFewDocuments(index, filters),
    ]);
    if (onlyDocumentIds?.length === 0) await requireNames(index, request.filters, filters);
    const scope: SearchScope = {
      filters,
      onlyDocumentIds,
      excludedDocumentIds,
      maxDocuments: hitsLeft,
      minDocuments: minDocuments(request.limit, read, excludedDocumentIds.length, hitsLeft),
    };
    return rankQueries(index, read, scope, request);
  }
  const first = await rank(true);
  const isCurrent = first.every(({ query, ranking }) =>
    isConfirmed(index, query.assumed, ranking.frequencies),
  );
  const ranked = isCurrent ? first : await rank(false);
  const queries = ranked.map(({ query }) => query);
  const rankings = ranked.map(({ ranking }) => ranking);
  const fused = fuseRankings(rankings);
  const { folded: page, hasMore } = foldDuplicates(fused, Math.min(request.limit, hitsLeft));
  const { shown, removed } = await showPage(
    index,
    queries,
    page,
    rankings.flatMap(({ storedHits }) => storedHits),
    request,
    size,
  );
  const unread = before ? queries.map(() => []) : await unreadByQuery(index, queries, filters);
  const evidences =
    before?.evidences ??
    queries.map((query, at) => evidenceOf(query, matchedBy(shown, at), unread[at]?.length !== 0));
  const secret = page.length > 0 ? await readServerSecret(index) : '';
  const undated = await countUndatedDocuments(index, filters);
  const took_ms = Math.round((performance.now() - startedAt) * 10) / 10;

  // Duplicates may have taken all places of the ranking: then the hits after them are unknown.
  const mayHaveMore =
    hasMore || ranked.some(({ ranking, isFull }) => !ranking.isComplete || isFull);
  function nextCursor(count: number): string | null {
    const isLastPage = !mayHaveMore && page.length <= count;
    if (isLastPage || shown.length === 0 || count === 0 || count >= hitsLeft) return null;
    const pages = pagesThrough(
      before,
      shown.slice(0, count).map(({ folded }) => folded),
    );
    return encodeCursor({ ...pages, evidences }, request, secret);
  }
  const isFirstPage = before === undefined;
  const several = severalQueries(queries, evidences, shown, isFirstPage);
  const notes = queryNotes(queries, shown, isFirstPage);
  function answerWith(results: SearchResult[], truncated: boolean): SearchResponse {
    const next_cursor = nextCursor(countRead(results));
    const degraded = rankings.some((ranking) => ranking.degraded);
    const hidden = removed === 0 ? {} : { hidden_characters_removed: removed };
    return {
      results,
      next_cursor,
      truncated,
      degraded,
      evidence: evidenceOfAll(evidences),
      ...several,
      ...notes,
      ...undated,
      ...hidden,
      took_ms,
    };
  }
  const results = resultsOf(queries, shown, unread);
  const answer = await fitTokens(results, answerWith, size);
  if (!request.explain) return answer;
  const explained = shown.slice(0, countRead(answer.results));
  return { ...answer, explanation: await explainSearch(index, request, ranked, explained) };
}

/** How many results are documents, not files that were not read. */
function countRead(results: readonly SearchResult[]): number {
  return results.filter(({ not_read }) => not_read === undefined).length;
}

/** Without max_tokens, all results are sent. */
function asJson({ max_tokens }: SearchRequest): AnswerSize {
  return {
    formsOf: (answer) => [JSON.stringify(answer)],
    tokens: max_tokens ?? defaultTokens,
    maxTokens: max_tokens,
    leastResults: 0,
  };
}

async function readPagesBefore(
  database: Queryable,
  request: SearchRequest,
): Promise<PagesBefore | undefined> {
  if (request.cursor === undefined) return undefined;
  return decodeCursor(request.cursor, request, await readServerSecret(database));
}

/** How many documents must be found before the search stops looking at more candidates. */
function minDocuments(
  limit: number,
  [query]: readonly WordQuery[],
  excluded: number,
  hitsLeft: number,
): number {
  return Math.min(
    documentsPerHit * limit,
    (query?.frequencies.documentCount ?? 0) - excluded,
    hitsLeft,
  );
}

/** Only a filter by date leaves out documents without a date. */
async function countUndatedDocuments(
  database: Queryable,
  filters: DocumentFilters,
): Promise<{ undated?: number }> {
  const isDated = filters.changedAfter !== undefined || filters.changedBefore !== undefined;
  return isDated ? { undated: await countUndated(database, filters) } : {};
}

/** What all pages have shown, including one with these hits. */
function pagesThrough(
  before: PagesBefore | undefined,
  hits: readonly FoldedHit[],
): Pick<PagesBefore, 'hits' | 'documentIds'> {
  const added = hits.flatMap(({ hit, duplicates }) => [hit, ...duplicates]);
  return {
    hits: (before?.hits ?? 0) + hits.length,
    documentIds: [...(before?.documentIds ?? []), ...added.map(({ documentId }) => documentId)],
  };
}
