import { weightsByTerm } from '../lexical/query/query-vector.ts';
import type { Queryable } from '../store/connection/database.ts';
import { countUndated, findFewDocuments } from '../store/documents/document-filters.ts';
import { readServerSecret } from '../store/requests/server-secret.ts';
import { readHits, type StoredHit } from '../store/search/read-hits.ts';
import { type FoldedHit, foldDuplicates } from './rank/fold-duplicates.ts';
import { rankHits } from './rank/rank-hits.ts';
import { readQuery } from './rank/read-query.ts';
import type { SearchIndex } from './rank/search-index.ts';
import { documentFilters } from './request/document-filters.ts';
import { decodeCursor, encodeCursor, type Shown } from './request/search-cursor.ts';
import type { SearchRequest, SearchResponse } from './request/search-request.ts';
import { evidenceOf } from './show/evidence.ts';
import { widen } from './show/expand-passages.ts';
import { runFinder } from './show/find-runs.ts';
import { fitTokens } from './show/fit-tokens.ts';
import { showHit } from './show/show-hit.ts';

/** Hits that are ranked, and shown on all pages together. */
const maxHits = 200;
/** Documents that are enough for each hit of a page: some fold, some are not similar enough. */
const documentsPerHit = 2;
/** Documents one hit names besides its own. */
const maxAlsoIn = 10;

/**
 * Finds the passages that answer a query, best first; nothing found is an empty list. Each page
 * ranks anew what the pages before have not shown, so that nothing repeats, nothing deleted shows,
 * and nothing new hides.
 */
export async function searchPassages(
  database: SearchIndex,
  request: SearchRequest,
): Promise<SearchResponse> {
  const startedAt = performance.now();
  const filters = documentFilters(request.filters);
  const before = await shownBefore(database, request);
  const left = maxHits - (before?.hits ?? 0);
  const [query, among] = await Promise.all([
    readQuery(database, request.query),
    findFewDocuments(database, filters),
  ]);
  const without = before?.documentIds ?? [];
  const remaining = query.frequencies.documentCount - without.length;
  const reach = {
    filters,
    among,
    without,
    limit: left,
    enough: Math.min(documentsPerHit * request.limit, remaining, left),
  };
  const embedder = database.queryEmbedder ?? null;
  const {
    hits,
    shown: known,
    degraded,
    isComplete,
  } = await rankHits(database, query, reach, request, embedder);
  const threshold = request.similarity_threshold ?? 0;
  const { folded: page, hasMore: hasOthers } = foldDuplicates(
    hits.filter(({ similarity }) => similarity === null || similarity >= threshold),
    Math.min(request.limit, left),
  );
  // Those that fold may all be of one text: what ranks after them has not been looked at.
  const hasMore = hasOthers || !isComplete || hits.length >= left;
  const weights = weightsByTerm(query.passageWeights);
  const finderFor = runFinder(query.terms);
  const stored = await readStored(database, page, known);
  const widened = await widen(database, [...stored.values()], request.expand ?? 'none');
  const shown = page.flatMap((entry) => {
    const hit = stored.get(entry.hit.documentId);
    if (hit === undefined) return [];
    const others = entry.alsoIn.slice(0, maxAlsoIn);
    const storedOthers = others.flatMap(({ documentId }) => stored.get(documentId) ?? []);
    const find = finderFor(hit.language);
    const sought = { weights, find, found: find(hit.body) };
    const result = showHit(entry.hit, hit, storedOthers, sought, widened.get(hit.documentId));
    return [{ entry, hit, ...sought, result }];
  });
  const evidence = before?.evidence ?? evidenceOf(query, shown);
  const secret = page.length > 0 ? await readServerSecret(database) : '';
  const isDated = filters.changedAfter !== undefined || filters.changedBefore !== undefined;
  const undated = isDated ? { undated: await countUndated(database, filters) } : {};
  const answer = (results: SearchResponse['results'], truncated: boolean): SearchResponse => ({
    results,
    next_cursor:
      (hasMore || page.length > results.length) && left > results.length && results.length > 0
        ? cursorAfter(shown.slice(0, results.length).map(({ entry }) => entry))
        : null,
    truncated,
    degraded,
    evidence,
    ...undated,
    took_ms: tookMs,
  });
  const cursorAfter = (entries: readonly FoldedHit[]): string => {
    const ids = entries.flatMap(({ hit, alsoIn }) => [hit, ...alsoIn]).map((one) => one.documentId);
    const next: Shown = {
      hits: (before?.hits ?? 0) + entries.length,
      documentIds: [...(before?.documentIds ?? []), ...ids],
      evidence,
    };
    return encodeCursor(next, request, secret);
  };
  const tookMs = Math.round((performance.now() - startedAt) * 10) / 10;
  return fitTokens(
    shown.map(({ result }) => result),
    answer,
    request.max_tokens,
  );
}

async function shownBefore(
  database: Queryable,
  request: SearchRequest,
): Promise<Shown | undefined> {
  if (request.cursor === undefined) return undefined;
  return decodeCursor(request.cursor, request, await readServerSecret(database));
}

/** What a page shows, by document. @param known what has been read of it */
async function readStored(
  database: Queryable,
  page: readonly FoldedHit[],
  known: readonly StoredHit[],
): Promise<Map<number, StoredHit>> {
  const stored = new Map(known.map((hit) => [hit.documentId, hit]));
  const keys = page.flatMap(({ hit, alsoIn }) => [hit, ...alsoIn.slice(0, maxAlsoIn)]);
  const unknown = keys.filter(({ documentId }) => !stored.has(documentId));
  for (const hit of await readHits(database, unknown)) stored.set(hit.documentId, hit);
  return stored;
}
