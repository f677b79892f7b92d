import { createHash } from 'node:crypto';
import type { Database } from '@docpilot/shared/database';

/** Stores a document with these texts as chunks, without reading or weighing them. */
export async function storePassages(
  database: Database,
  texts: readonly string[],
  path = 'handbook.md',
): Promise<void> {
  await database.query(
    `with source as (
       insert into sources (kind, name, title) values ('github', 'acme/handbook', 'acme/handbook')
       on conflict (kind, name) do update set hidden_at = null returning id
     ),
     document as (
       insert into documents (key, source_id, external_id, path, version, fingerprint, title,
         content_type, text, url, run_id, lexical, name_terms)
       select $3, source.id, $3, $3, '1', '', $3, 'text/markdown', '', 'https://example.org', 1,
              '{}/1048576', '{}'
       from source returning id
     ),
     stored as (
       insert into passages (hash, lexical_version, heading_path, body, language)
       select decode(hash, 'hex'), '1', '{}', body, 'en'
       from unnest($1::text[], $2::text[]) as new(hash, body)
       on conflict (hash, lexical_version) do update set unused_since = null
       returning id
     ),
     weighed as (
       insert into passage_weights (passage_id, lexical, term_count, sketch)
       select id, '{}/1048576', 0, '' from stored
       on conflict (passage_id) do nothing
     )
     insert into chunks (document_id, ordinal, passage_id, start_line, end_line)
     select document.id, row_number() over (order by stored.id) - 1, stored.id, 1, 1
     from document, stored`,
    [texts.map((text) => createHash('sha256').update(text).digest('hex')), [...texts], path],
  );
}
