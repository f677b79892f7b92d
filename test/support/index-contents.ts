import type { Database } from '@docpilot/shared/database';
import { termLevels } from '../../shared/src/lexical/weights/term-levels.ts';

/**
 * Everything that is indexed, without the values that differ from run to run (row ids, times): it
 * must be equal for two indexes of the same sources.
 */
export async function indexContents(database: Database) {
  return {
    documents: await database.query<object>(
      `select sources.kind, sources.name, external_id, documents.key, path, version,
              documents.fingerprint, documents.title, content_type, url, text, lexical::text, name_terms
       from documents join sources on sources.id = source_id
       order by sources.kind, sources.name, external_id`,
    ),
    chunks: await database.query<object>(
      `select documents.key, ordinal, start_line, end_line, encode(hash, 'hex') as hash, language,
              heading_path, body, passage_weights.lexical::text, term_count,
              encode(sketch, 'hex') as sketch
       from chunks
       join documents on documents.id = document_id
       join passages on passages.id = chunks.passage_id
       join passage_weights on passage_weights.passage_id = chunks.passage_id
       order by documents.key, ordinal`,
    ),
    problems: await database.query<object>(
      `select sources.kind, sources.name, external_id, path, version, outcome, reason
       from problems join sources on sources.id = source_id
       order by sources.kind, sources.name, external_id`,
    ),
    frequencies: await database.query<object>(
      `select term, chunks, chunks_a, chunks_b, chunks_c, documents from term_frequencies
       where chunks <> 0 or documents <> 0 order by term`,
    ),
  };
}

/** The term frequencies counted from the stored vectors, to which the folded deltas must add up. */
export async function countedFrequencies(database: Database) {
  return database.query<object>(
    `select term, (count(*) filter (where weight is not null))::int as chunks,
            (count(*) filter (where weight >= $1::float8))::int as chunks_a,
            (count(*) filter (where weight >= $2::float8))::int as chunks_b,
            (count(*) filter (where weight >= $3::float8))::int as chunks_c,
            (count(*) filter (where weight is null))::int as documents
     from (
       select split_part(entry, ':', 1)::int as term, split_part(entry, ':', 2)::real as weight
       from chunks
       join passage_weights on passage_weights.passage_id = chunks.passage_id
       cross join regexp_split_to_table('0:0,' || substring(lexical::text from '{(.*)}'), ',') as entry
       where entry <> ''
       union all
       select language_term(language), 0 from chunks join passages on passages.id = passage_id
       union all
       select unnest(array_prepend(0, vector_terms(lexical))), null from documents
     ) as counted
     group by term order by term`,
    termLevels.slice(1).map(({ least }) => least),
  );
}
