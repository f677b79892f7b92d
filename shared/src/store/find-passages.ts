import type { SparseVector } from '../document.ts';
import type { CandidateTerms } from '../lexical/candidate-terms.ts';
import type { Queryable } from './database.ts';
import { type DocumentFilters, filterParameters, filterSql } from './document-filters.ts';
import { toSparsevec } from './sparse-vector.ts';

/** What a query looks for, in the index's terms. */
export interface PassageQuery {
  /** Terms one of which a candidate must hold: in the passage, or in its document's names. */
  candidateTerms: CandidateTerms;
  passageWeights: SparseVector;
  documentWeights: SparseVector;
  /** Regular expressions that a passage must meet, all of them (see `phrasePattern`). */
  phrases: readonly string[];
  filters: DocumentFilters;
  /** Only these documents, where a filter leaves few; null for all that meet the filters. */
  documentIds: readonly number[] | null;
  /** Documents that are left out. */
  without: readonly number[];
  limit: number;
}

/** The best passage of a document. */
export interface RankedPassage {
  documentId: number;
  passageId: number;
  ordinal: number;
  /** The passage's own score and its document's, added. */
  score: number;
  passageScore: number;
  /**
   * The first of the passage's terms, ascending and with commas: as good as drawn by lot, since
   * terms are hashes. A text, for few are ever looked at.
   */
  sketch: string;
  termCount: number;
}

/**
 * Passages whose documents are scored, too; the others cannot catch up. A filter sees all
 * candidates.
 */
const scoredPassages = 600;

// $1 terms, $2 and $3 the weights of passages and documents, $4 phrases, $5 left out, $6 limit,
// $8 terms that count only where they weigh much
const phrasesMatch = (passageId: string) => `($4::text[] = '{}' or exists (
         select from passages where passages.id = ${passageId}
           and array_to_string(passages.heading_path, E'\\n') || E'\\n' || passages.body ~* all ($4::text[])))`;

/** Found by its names alone, a document stands for itself: with its first passage, read if it is shown. */
const matchingByName = `
       select documents.id, 0, null, 0
       from documents
       where documents.name_terms && ($1::int[] || $8::int[])
         and ($4::text[] = '{}' or exists (
           select from chunks
           where chunks.document_id = documents.id and chunks.ordinal = 0
             and ${phrasesMatch('chunks.passage_id')}))`;

/** Where any document may be found: by the index of terms. */
const matchingAnywhere = `
     scored as materialized (
       select passage_terms.passage_id as id, -(passage_terms.lexical <#> $2::sparsevec) as score
       from passage_terms
       where (passage_terms.terms && $1::int[] or passage_terms.strong_terms && $8::int[])
         and ${phrasesMatch('passage_terms.passage_id')}
       order by score desc
       limit $7
     ),
     matching as (
       select chunks.document_id, chunks.ordinal, chunks.passage_id, scored.score
       from scored join chunks on chunks.passage_id = scored.id
       union all ${matchingByName}
     )`;

/** Where few documents are left: every passage of theirs is looked at. */
const matchingAmongFew = `
     matching as (
       select chunks.document_id, chunks.ordinal, chunks.passage_id,
              -(passage_terms.lexical <#> $2::sparsevec) as score
       from chunks join passage_terms on passage_terms.passage_id = chunks.passage_id
       where chunks.document_id = any($7::bigint[]) and passage_terms.terms && $1::int[]
         and ${phrasesMatch('chunks.passage_id')}
       union all ${matchingByName} and documents.id = any($7::bigint[])
     )`;

/**
 * The best passage of each of the best documents, best first. A passage's score is its own BM25
 * plus its document's: two inner products (`<#>` is the negative one). A document that is found by
 * its name alone stands for itself with its first passage. The fresher one of two that tie exactly
 * comes first.
 */
export async function findPassages(
  database: Queryable,
  { documentIds, filters, ...query }: PassageQuery,
): Promise<RankedPassage[]> {
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const reach = documentIds ?? (isFiltered ? null : scoredPassages);
  return database.query<RankedPassage>(
    `with ${documentIds === null ? matchingAnywhere : matchingAmongFew},
     best as (
       select distinct on (document_id) document_id, ordinal, passage_id, score
       from matching
       where document_id <> all ($5::bigint[])
       order by document_id, score desc, ordinal
     ),
     ranked as (
       select best.document_id, best.ordinal, best.passage_id, best.score as passage_score,
              best.score - (documents.lexical <#> $3::sparsevec) as score,
              documents.changed_at, documents.key
       from best
       join documents on documents.id = best.document_id
       join sources on sources.id = documents.source_id
       where ${filterSql(9)}
       order by score desc, documents.changed_at desc nulls last, documents.key
       limit $6
     )
     select ranked.document_id as "documentId", passage_terms.passage_id as "passageId", ranked.ordinal,
            ranked.score, ranked.passage_score as "passageScore",
            array_to_string(passage_terms.terms[1:${sketchTerms}], ',') as sketch,
            cardinality(passage_terms.terms) as "termCount"
     from ranked
     join passage_terms on passage_terms.passage_id = coalesce(
       ranked.passage_id,
       (select passage_id from chunks
        where chunks.document_id = ranked.document_id and chunks.ordinal = ranked.ordinal))
     where ranked.score > 0
     order by ranked.score desc, ranked.changed_at desc nulls last, ranked.key`,
    [
      [...query.candidateTerms.any],
      toSparsevec(query.passageWeights),
      toSparsevec(query.documentWeights),
      [...query.phrases],
      [...query.without],
      query.limit,
      reach,
      [...query.candidateTerms.strong],
      ...filterParameters(filters),
    ],
  );
}

/** How many terms of a passage make its sketch. */
export const sketchTerms = 24;

/** What listings are filtered by. */
export type PassageFilters = Pick<DocumentFilters, 'source' | 'repository' | 'pathPrefix'>;
