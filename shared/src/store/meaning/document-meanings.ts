import type { SparseVector } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';
import { readSparsevec, sparsevecBytes } from '../documents/sparse-vector.ts';

/** A document that a model has not placed yet, with the weights of its passages. */
export interface UnplacedDocument {
  documentId: number;
  passageIds: number[];
  passages: SparseVector[];
}

/** SQL: the documents with passages that a model has not placed. */
export function unplacedDocuments(model: string): string {
  return `select document_id from chunks
    where ordinal = 0 and not exists (
      select from document_meanings
      where document_meanings.document_id = chunks.document_id and model_id = ${model}
    )`;
}

/** The next documents that a model has not placed, after that id. */
export async function readUnplaced(
  database: Queryable,
  modelId: number,
  after: number,
  limit: number,
): Promise<UnplacedDocument[]> {
  const rows = await database.query<{
    documentId: number;
    passageIds: number[];
    lexical: string;
  }>(
    `with unplaced as (${unplacedDocuments('$1')} and document_id > $2 order by document_id limit $3)
     select chunks.document_id as "documentId",
            json_agg(chunks.passage_id order by chunks.ordinal) as "passageIds",
            string_agg(${sparsevecBytes('passage_weights.lexical')}, ';' order by chunks.ordinal) as lexical
     from unplaced
     join chunks on chunks.document_id = unplaced.document_id
     join passage_weights on passage_weights.passage_id = chunks.passage_id
     group by chunks.document_id
     order by chunks.document_id`,
    [modelId, after, limit],
  );
  return rows.map(({ lexical, ...row }) => ({
    ...row,
    passages: lexical.split(';').map(readSparsevec),
  }));
}

export interface PlacedDocument extends Pick<UnplacedDocument, 'documentId' | 'passageIds'> {
  /** Of its passages (see `MeaningModel`). */
  directions: (readonly number[])[];
}

/**
 * Stores where a model places documents. One that has other passages by now is left out, as is
 * everything of a model that has been deleted.
 */
export async function storeMeanings(
  database: Queryable,
  modelId: number,
  documents: readonly PlacedDocument[],
): Promise<void> {
  const rows = documents.map(({ documentId, passageIds, directions }) => ({
    document: documentId,
    passages: passageIds,
    directions: directions.map(directionText),
  }));
  await database.query(
    `insert into document_meanings (document_id, model_id, directions)
     select document, meaning_models.id, new.directions
     from json_to_recordset($2::json)
       as new(document bigint, passages bigint[], directions halfvec[])
     join meaning_models on meaning_models.id = $1
     where new.passages = (
       select array_agg(passage_id order by ordinal) from chunks where document_id = new.document
     )
     on conflict do nothing`,
    [modelId, JSON.stringify(rows)],
  );
}

/** What a component of 1 is stored as: whole numbers are read sooner, and say enough. */
const scale = 127;

/** pgvector's text form of about that direction. */
function directionText(direction: readonly number[]): string {
  return `[${direction.map((value) => Math.round(scale * value)).join(',')}]`;
}
