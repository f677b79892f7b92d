import type { SearchScope } from '../../store/search/search-scope.ts';
import type { SearchRequest } from '../request/search-request.ts';
import { rankHits } from './rank-hits.ts';
import type { Ranking } from './ranking.ts';
import type { WordQuery } from './read-query.ts';
import type { SearchIndex } from './search-index.ts';

/**
 * Ranks what holds the phrases that the query requires; if nothing in the scope does, whatever holds
 * its words. Of stop words alone that stand nowhere together, it ranks what has one as it is written.
 */
export async function rankOrRelax(
  index: SearchIndex,
  query: WordQuery,
  scope: SearchScope,
  request: Pick<SearchRequest, 'query' | 'limit'>,
): Promise<{ query: WordQuery; ranking: Ranking }> {
  const rank = (asked: WordQuery, where: SearchScope) =>
    rankHits(index, asked, where, request, index.queryEmbedder ?? null);
  const ranking = await rank(query, scope);
  const isSpelling = query.phrases.spelled !== null;
  if ((!query.phrases.areRequired && !isSpelling) || ranking.hits.length > 0)
    return { query, ranking };
  // Earlier pages may have shown all that hold them.
  const all = { ...scope, excludedDocumentIds: [], minDocuments: 1, maxDocuments: 1 };
  const isFirstPage = scope.excludedDocumentIds.length === 0;
  if (!isFirstPage && (await rank(query, all)).hits.length > 0) return { query, ranking };
  const changes = isSpelling ? { isSpelled: true } : { areRequired: false, areNowhere: true };
  const phrases = { ...query.phrases, ...changes };
  const relaxed = { ...query, phrases };
  return { query: relaxed, ranking: await rank(relaxed, scope) };
}
