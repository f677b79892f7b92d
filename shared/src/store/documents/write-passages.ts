import { lexicalVersion } from '../../lexical/lexical-version.ts';
import type { Queryable } from '../connection/database.ts';
import { jsonArray, type NewChunk } from './new-document.ts';

/**
 * The ids of the chunks' passages by hash; texts that are there already are not written again.
 * In order of their hash, so that two writers of the same passages cannot deadlock.
 */
export async function upsertPassages(
  transaction: Queryable,
  newChunks: readonly NewChunk[],
): Promise<Map<string, number>> {
  const chunks = new Map<string, NewChunk>();
  for (const chunk of newChunks) chunks.set(chunk.hash, chunk);
  const hashes = [...chunks.keys()].sort();
  // One that was unused has no weights any more: it is written like a new one.
  const present = await transaction.query<{ id: number; hash: string }>(
    `select id, encode(hash, 'hex') as hash from passages
     where lexical_version = $1 and unused_since is null
       and hash = any($2::text[]::bytea[])
     order by hash
     for key share`,
    [lexicalVersion, hashes.map((hash) => `\\x${hash}`)],
  );
  const ids = new Map(present.map((row) => [row.hash, row.id]));
  const rows = hashes.flatMap((hash) => {
    const chunk = chunks.get(hash);
    return chunk === undefined || ids.has(hash) ? [] : [chunk.passageRow];
  });
  if (rows.length === 0) return ids;
  const inserted = await transaction.query<{ id: number; hash: string }>(
    `with new as materialized (
       select * from json_to_recordset($2::json) as new(
         hash text, "headingPath" text[], text text, language text, lexical text,
         "termCount" int, sketch text)
     ),
     stored as (
       insert into passages (hash, lexical_version, heading_path, body, language)
       select decode(hash, 'hex'), $1, "headingPath", text, language from new order by hash
       on conflict (hash, lexical_version) do update set unused_since = null
       returning id, encode(hash, 'hex') as hash
     ),
     weighed as (
       insert into passage_weights (passage_id, lexical, term_count, sketch)
       select stored.id, new.lexical::sparsevec, new."termCount", decode(new.sketch, 'base64')
       from stored join new on new.hash = stored.hash
       on conflict (passage_id) do nothing
     )
     select id, hash from stored`,
    [lexicalVersion, jsonArray(rows)],
  );
  for (const row of inserted) ids.set(row.hash, row.id);
  return ids;
}
