import type { SparseVector } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';
import { type DocumentFilters, filterSql } from '../documents/document-filters.ts';
import { toSparsevec } from '../documents/sparse-vector.ts';
import { type HitJson, hitOf, hitsJson, type StoredHit } from './read-hits.ts';

export interface Anywhere {
  /** Tsqueries, any of which a passage meets. */
  clauses: readonly string[];
  /** How often the index is gone through, each time for some of the clauses. */
  scans: number;
  /** How many of the best passages, and of the best documents found by name, go on; null: all. */
  most: number | null;
}

/** What a query looks for, in the index's terms. */
export interface PassageQuery {
  /** Where to look: by the index of words, or in all passages of some documents. */
  candidates: Anywhere | { documentIds: readonly number[] };
  passageWeights: SparseVector;
  documentWeights: SparseVector;
  /** Regular expressions that a passage must meet, all of them (see `phrasePattern`). */
  phrases: readonly string[];
  filters: DocumentFilters;
  /** Documents that are left out. */
  without: readonly number[];
  limit: number;
  /** How many of the first are told as an answer shows them. */
  shown: number;
}

/** The best passage of a document. */
export interface RankedPassage {
  documentId: number;
  passageId: number;
  ordinal: number;
  /** The passage's own score and its document's, added. */
  score: number;
  passageScore: number;
  /** Of its terms (see lexical/sketch.ts): as it is stored, for few are ever looked at. */
  sketch: string;
  termCount: number;
}

export interface FoundPassages {
  /** Best first. */
  passages: RankedPassage[];
  /** What an answer shows of the first of them, in any order. */
  shown: StoredHit[];
}

// $1 where to look, $2 and $3 the weights of passages and documents, $4 left out, $5 limit, $6 how
// many are shown, then the phrases where there are any, then the filters
// ("offset 0": only for what words have found; Postgres would rather look through all texts)
const phrasesMatch = `exists (
         select from passages where passages.id = passage_weights.passage_id
           and array_to_string(passages.heading_path, E'\\n') || E'\\n' || passages.body ~* all ($7::text[])
         offset 0)`;

const passage = `passage_weights.passage_id, -(passage_weights.lexical <#> $2::sparsevec) as score,
              passage_weights.term_count, passage_weights.sketch`;

const meetsAny = (scans: number) =>
  Array.from(
    { length: scans },
    (_, scan) => `passage_words(passage_weights.lexical) @@ ($1::tsquery[])[${scan + 2}]`,
  ).join(' or ');

/** All of the clauses, then some of them for each scan. */
function tsqueriesOf(clauses: readonly string[], scans: number): string[] {
  const inEach = Math.ceil(clauses.length / scans);
  const each = Array.from({ length: scans }, (_, scan) =>
    clauses.slice(scan * inEach, (scan + 1) * inEach),
  );
  return [clauses, ...each].map((some) => some.join('|'));
}

/**
 * Where any document may be found: by the index of words. One that is found by its name alone
 * stands for itself, with its first passage; a word may be in every tenth name, so those go on
 * whose own score is best. From a passage to its documents by the index too ("offset 0"): Postgres
 * would rather read all chunks of a small table.
 * @param mostNamed how many documents found by name go on; null: all
 */
const matchingAnywhere = (
  condition: string,
  { most, scans }: Anywhere,
  mostNamed: number | null,
) => `
     scored as materialized (
       select ${passage}
       from passage_weights
       where (${meetsAny(scans)}) and ${condition}
       order by score desc
       limit ${most ?? 'all'}
     ),
     matching as (
       select chunks.document_id, chunks.ordinal, scored.*
       from scored cross join lateral (
         select document_id, ordinal from chunks where passage_id = scored.passage_id offset 0
       ) as chunks
       union all
       select named.id, 0, ${passage}
       from (
         select id from documents
         where name_words(name_terms) @@ ($1::tsquery[])[1]
         order by lexical <#> $3::sparsevec
         limit ${mostNamed ?? 'all'}
       ) as named
       join chunks on chunks.document_id = named.id and chunks.ordinal = 0
       join passage_weights on passage_weights.passage_id = chunks.passage_id
       where ${condition}
     )`;

/** Where few documents are left: every passage of theirs is looked at. */
const matchingAmongFew = (condition: string) => `
     matching as (
       select chunks.document_id, chunks.ordinal, ${passage}
       from chunks join passage_weights on passage_weights.passage_id = chunks.passage_id
       where chunks.document_id = any($1::bigint[]) and ${condition}
     )`;

/**
 * The best passage of each of the best documents, best first. A passage's score is its own BM25
 * plus its document's: two inner products (`<#>` is the negative one). The fresher one of two that
 * tie exactly comes first.
 */
export async function findPassages(
  database: Queryable,
  { candidates, filters, phrases, ...query }: PassageQuery,
): Promise<FoundPassages> {
  const hasPhrases = phrases.length > 0;
  const condition = hasPhrases ? phrasesMatch : 'true';
  const isAnywhere = 'clauses' in candidates;
  // A phrase has yet to choose among the documents found by name.
  const matching = isAnywhere
    ? matchingAnywhere(condition, candidates, hasPhrases ? null : candidates.most)
    : matchingAmongFew(condition);
  const said = hasPhrases ? [[...phrases]] : [];
  const filter = filterSql(filters, 7 + said.length);
  const [found] = await database.query<Found>(
    `with ${matching},
     best as (
       select distinct on (document_id) *
       from matching
       where document_id <> all ($4::bigint[])
       order by document_id, score desc, ordinal
     ),
     ranked as (
       select best.document_id, best.passage_id, best.ordinal,
              best.score - (documents.lexical <#> $3::sparsevec) as score,
              best.score as passage_score, best.sketch, best.term_count,
              documents.changed_at, documents.key
       from best
       join documents on documents.id = best.document_id
       join sources on sources.id = documents.source_id
       where ${filter.sql}
       order by score desc, documents.changed_at desc nulls last, documents.key
       limit $5
     ),
     found as materialized (
       select * from ranked where score > 0
       order by score desc, changed_at desc nulls last, key
     )
     select json_agg(document_id) as "documentId", json_agg(passage_id) as "passageId",
            json_agg(ordinal) as ordinal, json_agg(score) as score,
            json_agg(passage_score) as "passageScore", string_agg(encode(sketch, 'base64'), ';') as sketch,
            json_agg(term_count) as "termCount",
            ${hitsJson('(select document_id, passage_id from found limit $6)')} as shown
     from found
     having count(*) > 0`,
    [
      isAnywhere ? tsqueriesOf(candidates.clauses, candidates.scans) : [...candidates.documentIds],
      toSparsevec(query.passageWeights),
      toSparsevec(query.documentWeights),
      [...query.without],
      query.limit,
      query.shown,
      ...said,
      ...filter.parameters,
    ],
  );
  if (found === undefined) return { passages: [], shown: [] };
  const { shown, ...columns } = found;
  return { passages: rowsOf(columns), shown: (shown ?? []).map(hitOf) };
}

/** What is found by column, in order: to read rows by themselves takes three times as long. */
type PassageColumns = { [Name in Exclude<keyof RankedPassage, 'sketch'>]: number[] } & {
  /** One after the other. */
  sketch: string;
};

type Found = PassageColumns & { shown: HitJson[] | null };

function rowsOf({ sketch, ...numbers }: PassageColumns): RankedPassage[] {
  const at = (column: keyof typeof numbers, row: number) => numbers[column][row] ?? 0;
  return sketch.split(';').map((one, row) => ({
    documentId: at('documentId', row),
    passageId: at('passageId', row),
    ordinal: at('ordinal', row),
    score: at('score', row),
    passageScore: at('passageScore', row),
    termCount: at('termCount', row),
    sketch: one,
  }));
}
