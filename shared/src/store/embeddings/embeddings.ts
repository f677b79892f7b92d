import type { Queryable } from '../connection/database.ts';
import type { Generation } from './generation.ts';

/** A passage that one worker has claimed, to have it embedded. */
export interface ClaimedPassage {
  id: number;
  /** SHA-256, hexadecimal. */
  hash: string;
  headingPath: string[];
  body: string;
}

/** A claim expires after this, in case its worker was killed. A batch must be done before. */
export const claimSeconds = 300;
/**
 * A claim that ends later than a new one would is from before the clock was set back. Not by `now()`,
 * the time when this transaction began: another may have begun and claimed since.
 */
const isClaimed = `(embeddings.claimed_until
    between now() and clock_timestamp() + ${claimSeconds} * interval '1 second')`;

const isAnswered = '(embeddings.embedding is not null or embeddings.refused is not null)';

/** SQL: passages in use that the generation has neither embedded nor refused. */
export function pendingPassages(generation: string): string {
  return `select passages.id, passages.hash, passages.heading_path, passages.body from passages
    where exists (select from chunks where chunks.passage_id = passages.id)
      and not exists (
        select from embeddings
        where embeddings.generation_id = ${generation} and embeddings.hash = passages.hash
          and ${isAnswered}
      )`;
}

/**
 * Takes the next passages of the queue, for `claimSeconds`. No transaction is open while they are
 * embedded; no two workers hold the same one (invariant 4).
 * @param holder the worker's name; one that was killed gets its own claims back
 * @param after only passages with a greater id
 */
export async function claimPassages(
  database: Queryable,
  generation: Generation,
  holder: string,
  after: number,
  limit: number,
): Promise<ClaimedPassage[]> {
  return database.query<ClaimedPassage>(
    `with pending as (
       select passages.id, passages.hash from passages
       where id > $3
         and exists (select from chunks where chunks.passage_id = passages.id)
         and not exists (
           select from embeddings
           where embeddings.generation_id = $1 and embeddings.hash = passages.hash
             and (${isAnswered} or (${isClaimed} and claimed_by <> $2))
         )
       order by id limit $4
       for no key update skip locked
     ),
     claimed as (
       insert into embeddings (generation_id, hash, claimed_by, claimed_until)
       select distinct $1::int, hash, $2, now() + ${claimSeconds} * interval '1 second'
       from pending order by hash
       on conflict (generation_id, hash) do update
         set claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until
         where not ${isAnswered}
           and (not ${isClaimed} or embeddings.claimed_by = excluded.claimed_by)
       returning hash
     )
     select distinct on (passages.hash) passages.id, encode(passages.hash, 'hex') as hash,
            passages.heading_path as "headingPath", passages.body
     from claimed join passages on passages.hash = claimed.hash
     order by passages.hash, passages.id desc`,
    [generation.id, holder, after, limit],
  );
}

export interface NewEmbedding {
  hash: string;
  vector: readonly number[];
}

/** Stores vectors. One that is stored already is kept. */
export async function storeEmbeddings(
  database: Queryable,
  { id, dimensions }: Generation,
  embeddings: readonly NewEmbedding[],
): Promise<void> {
  if (embeddings.length === 0) return;
  await database.query(
    `insert into embeddings (generation_id, hash, embedding)
     select $1, decode(hash, 'hex'), vector::halfvec(${dimensions})
     from unnest($2::text[], $3::text[]) as new(hash, vector)
     order by hash
     on conflict (generation_id, hash) do update
       set embedding = excluded.embedding, claimed_by = null, claimed_until = null, refused = null
       where embeddings.embedding is null`,
    [
      id,
      embeddings.map((embedding) => embedding.hash),
      embeddings.map((embedding) => toHalfvec(embedding.vector)),
    ],
  );
}

/** Records that the model refuses a passage: it is not asked again. */
export async function refuseEmbedding(
  database: Queryable,
  generation: Generation,
  hash: string,
  reason: string,
): Promise<void> {
  await database.query(
    `update embeddings set refused = $3, claimed_by = null, claimed_until = null
     where generation_id = $1 and hash = decode($2, 'hex') and embedding is null`,
    [generation.id, hash, reason],
  );
}

/** Releases the claims of a worker on passages that it did not embed. */
export async function releaseClaims(
  database: Queryable,
  generation: Generation,
  holder: string,
): Promise<void> {
  await database.query(
    `delete from embeddings where generation_id = $1 and claimed_by = $2 and not ${isAnswered}`,
    [generation.id, holder],
  );
}

/** How many passages wait for a vector, and how many characters they have. */
export async function countPending(
  database: Queryable,
  generationId: number,
): Promise<{ passages: number; characters: number }> {
  const [row] = await database.query<{ passages: number; characters: number }>(
    `select count(*) as passages,
            coalesce(sum(length(array_to_string(heading_path || body, ' '))), 0)::bigint as characters
     from (${pendingPassages('$1')}) as pending`,
    [generationId],
  );
  return row ?? { passages: 0, characters: 0 };
}

/** pgvector's text form. Half precision keeps three decimal digits. */
export function toHalfvec(vector: readonly number[]): string {
  return `[${vector.map((value) => value.toPrecision(5)).join(',')}]`;
}
