import type { SourceKind, SparseVector } from '../document.ts';
import type { Queryable } from './database.ts';
import { toSparsevec } from './sparse-vector.ts';

/** What a query looks for, in the index's terms. */
export interface PassageQuery {
  /** Terms one of which a candidate must hold: in the passage, or in its document's names. */
  candidateTerms: readonly number[];
  passageWeights: SparseVector;
  documentWeights: SparseVector;
  limit: number;
  filters: PassageFilters;
}

/** Only documents that meet all that are given. */
export interface PassageFilters {
  source?: SourceKind | undefined;
  /** The name of a repository or folder. */
  repository?: string | undefined;
  pathPrefix?: string | undefined;
}

export interface FoundPassage {
  documentKey: string;
  ordinal: number;
  title: string;
  source: SourceKind;
  repository: string;
  path: string;
  url: string;
  contentType: string;
  headingPath: string[];
  body: string;
  language: string;
  startLine: number;
  endLine: number;
  score: number;
  changedAt: Date | null;
  verifiedAt: Date | null;
}

/**
 * The best passage of each of the best documents. A passage's score is its own BM25 plus its
 * document's: two inner products (`<#>` is the negative one). A document that is found by its name
 * alone stands for itself with its first passage.
 */
export async function findPassages(
  database: Queryable,
  { candidateTerms, passageWeights, documentWeights, limit, filters }: PassageQuery,
): Promise<FoundPassage[]> {
  return database.query<FoundPassage>(
    `with visible as (
       select documents.id, documents.lexical
       from documents join sources on sources.id = documents.source_id
       where sources.hidden_at is null
         and ($5::text is null or sources.kind = $5)
         and ($6::text is null or lower(sources.name) = lower($6))
         and ($7::text is null or starts_with(documents.path, $7))
     ),
     matching as (
       select chunks.document_id, chunks.ordinal, -(passages.lexical <#> $2::sparsevec) as score
       from passages join chunks on chunks.passage_id = passages.id
       where passages.terms && $1::int[]
       union all
       select documents.id, 0, 0
       from documents join chunks on chunks.document_id = documents.id and chunks.ordinal = 0
       where documents.name_terms && $1::int[]
     ),
     best as (
       select distinct on (document_id) document_id, ordinal, score
       from matching
       order by document_id, score desc, ordinal
     ),
     ranked as (
       select best.document_id, best.ordinal,
              best.score - (visible.lexical <#> $3::sparsevec) as score
       from best join visible on visible.id = best.document_id
       order by score desc, best.document_id
       limit $4
     )
     select documents.key as "documentKey", ranked.ordinal, documents.title, sources.kind as source,
            sources.name as repository, documents.path, documents.url,
            documents.content_type as "contentType",
            passages.heading_path as "headingPath", passages.body, passages.language,
            chunks.start_line as "startLine", chunks.end_line as "endLine", ranked.score,
            documents.changed_at as "changedAt", sources.verified_at as "verifiedAt"
     from ranked
     join documents on documents.id = ranked.document_id
     join sources on sources.id = documents.source_id
     join chunks on chunks.document_id = ranked.document_id and chunks.ordinal = ranked.ordinal
     join passages on passages.id = chunks.passage_id
     where ranked.score > 0
     order by ranked.score desc, ranked.document_id`,
    [
      [...candidateTerms],
      toSparsevec(passageWeights),
      toSparsevec(documentWeights),
      limit,
      filters.source ?? null,
      filters.repository ?? null,
      filters.pathPrefix ?? null,
    ],
  );
}

/**
 * The languages of the stored passages (ISO 639-1). Steps through the index from one language to
 * the next instead of reading every passage.
 */
export async function readLanguages(database: Queryable): Promise<string[]> {
  const rows = await database.query<{ language: string }>(
    `with recursive held(language) as (
       (select language from passages order by language limit 1)
       union all
       select (select passages.language from passages
               where passages.language > held.language order by passages.language limit 1)
       from held where held.language is not null
     )
     select language from held where language is not null`,
  );
  return rows.map((row) => row.language);
}
