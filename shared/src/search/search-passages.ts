import { hasOwnLines } from '../extract/formats.ts';
import { queryTerms } from '../lexical/query-terms.ts';
import { queryVector } from '../lexical/query-vector.ts';
import { rareTerms } from '../lexical/rare-terms.ts';
import type { Queryable } from '../store/database.ts';
import { type FoundPassage, findPassages, readLanguages } from '../store/find-passages.ts';
import { readFrequencies } from '../store/term-frequencies.ts';
import type { SearchRequest, SearchResponse } from './search-request.ts';
import { snippetOf } from './snippet.ts';

/** Finds the passages that answer a query, best first; nothing found is an empty list. */
export async function searchPassages(
  database: Queryable,
  { query, limit, filters }: SearchRequest,
): Promise<SearchResponse> {
  const startedAt = performance.now();
  const terms = queryTerms(query, await readLanguages(database));
  const frequencies = await readFrequencies(
    database,
    terms.map(({ term }) => term),
  );
  const passageWeights = queryVector(terms, frequencies.chunks, frequencies.chunkCount);
  const found =
    terms.length === 0
      ? []
      : await findPassages(database, {
          candidateTerms: rareTerms(terms, frequencies.chunks),
          passageWeights,
          documentWeights: queryVector(terms, frequencies.documents, frequencies.documentCount),
          limit,
          filters: {
            source: filters?.source,
            repository: filters?.repository,
            pathPrefix: filters?.path_prefix,
          },
        });
  const weights = new Map(
    passageWeights.terms.map((term, i) => [term, passageWeights.weights[i] ?? 0]),
  );
  return {
    results: found.map((passage) => toResult(passage, weights)),
    took_ms: Math.round((performance.now() - startedAt) * 10) / 10,
  };
}

function toResult(
  passage: FoundPassage,
  weights: ReadonlyMap<number, number>,
): SearchResponse['results'][number] {
  return {
    id: `${passage.documentKey}.${passage.ordinal}`,
    document_id: passage.documentKey,
    title: passage.title,
    source: passage.source,
    repository: passage.repository,
    path: passage.path,
    url: linkTo(passage),
    heading_path: passage.headingPath,
    start_line: passage.startLine,
    end_line: passage.endLine,
    snippet: snippetOf(passage.body, passage.language, weights),
    score: Math.round(passage.score * 10_000) / 10_000,
    changed_at: passage.changedAt?.toISOString() ?? null,
    verified_at: passage.verifiedAt?.toISOString() ?? null,
  };
}

/** Lines are named only where the text has the file's own ones and the site shows them. */
function linkTo({ url, source, contentType, startLine, endLine }: FoundPassage): string {
  return source === 'github' && hasOwnLines(contentType) ? `${url}#L${startLine}-L${endLine}` : url;
}
