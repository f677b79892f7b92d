import type { SparseVector } from '../../document.ts';
import { lexicalVersion } from '../../lexical/lexical-version.ts';
import type { TermVectors } from '../../lexical/meaning/term-vectors.ts';
import type { Database, Queryable } from '../connection/database.ts';
import { readSparsevec, sparsevecBytes } from '../documents/sparse-vector.ts';
import { everyTerm } from '../documents/term-deltas.ts';
import { unplacedDocuments } from './document-meanings.ts';

/** A model that was learnt from the index's passages. */
export interface StoredModel {
  id: number;
  /** How many passages there were. */
  passages: number;
  isActive: boolean;
  /** Whether its terms are those that texts have now. */
  isCurrent: boolean;
}

/** The active model and the one that is being filled, the newest last. */
export async function readModels(database: Queryable): Promise<StoredModel[]> {
  return database.query<StoredModel>(
    `select id, passages, is_active as "isActive", lexical_version = $1 as "isCurrent"
     from meaning_models order by id`,
    [lexicalVersion],
  );
}

export async function countPassages(database: Queryable): Promise<number> {
  const [row] = await database.query<{ chunks: number }>(
    `select chunks from term_frequencies where term = ${everyTerm}`,
  );
  return row?.chunks ?? 0;
}

/**
 * A random sample of the passages in use, the same for the same passages: those with the lowest
 * hashes.
 */
export async function samplePassages(database: Queryable, count: number): Promise<SparseVector[]> {
  const rows = await database.query<{ lexical: string }>(
    `with sample as materialized (
       select id, hash from passages
       where exists (select from chunks where chunks.passage_id = passages.id)
       order by hash
       limit $1
     )
     select ${sparsevecBytes('passage_weights.lexical')} as lexical
     from sample join passage_weights on passage_weights.passage_id = sample.id
     order by sample.hash`,
    [count],
  );
  return rows.map(({ lexical }) => readSparsevec(lexical));
}

/** Stores a model to be filled, unless another one is; it is not searched yet. */
export async function storeModel(
  database: Queryable,
  passages: number,
  { terms, vectors }: TermVectors,
): Promise<void> {
  await database.query(
    `insert into meaning_models (lexical_version, passages, terms, vectors)
     values ($1, $2, decode($3, 'base64'), decode($4, 'base64'))
     on conflict (is_active) do nothing`,
    [lexicalVersion, passages, toBase64(terms), toBase64(vectors)],
  );
}

/** What a model has learnt; null once another one has taken over. */
export async function readTermVectors(
  database: Queryable,
  modelId: number,
): Promise<TermVectors | null> {
  return readLearnt(database, 'id = $1', [modelId]);
}

/** The model that search uses; null: there is none. */
export async function readActiveModel(
  database: Queryable,
): Promise<(TermVectors & { id: number }) | null> {
  return readLearnt(database, 'is_active', []);
}

async function readLearnt(database: Queryable, condition: string, values: unknown[]) {
  const [row] = await database.query<{ id: number; terms: string; vectors: string }>(
    `select id, encode(terms, 'base64') as terms, encode(vectors, 'base64') as vectors
     from meaning_models where ${condition}`,
    values,
  );
  if (row === undefined) return null;
  return {
    id: row.id,
    terms: new Int32Array(bytesOf(row.terms)),
    vectors: new Float32Array(bytesOf(row.vectors)),
  };
}

/**
 * Makes a model the one that search uses, in place of the one before, if it has placed all
 * documents.
 * @returns whether it has
 */
export async function activateWhenPlaced(database: Database, modelId: number): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const [due] = await transaction.query(
      `select from meaning_models where id = $1 and not exists (${unplacedDocuments('$1')}) for update`,
      [modelId],
    );
    if (due === undefined) return false;
    await transaction.query('delete from meaning_models where is_active and id <> $1', [modelId]);
    await transaction.query('update meaning_models set is_active = true where id = $1', [modelId]);
    return true;
  });
}

/** Deletes a model that is not worth filling any more. */
export async function deleteModel(database: Queryable, modelId: number): Promise<void> {
  await database.query('delete from meaning_models where id = $1 and not is_active', [modelId]);
}

function toBase64({ buffer, byteOffset, byteLength }: Int32Array | Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

/** Copied, so that it begins at a multiple of four bytes. */
function bytesOf(base64: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(base64, 'base64')).buffer;
}
