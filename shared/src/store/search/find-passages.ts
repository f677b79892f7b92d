import type { SparseVector } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';
import { filterSql } from '../documents/document-filters.ts';
import { toSparsevec } from '../documents/sparse-vector.ts';
import {
  type Candidates,
  type IndexedCandidates,
  indexedCondition,
  namedCondition,
  phraseCondition,
  tsqueriesOf,
} from './candidate-sql.ts';
import { type HitJson, hitOf, hitsJson, type StoredHit } from './read-hits.ts';
import type { SearchScope } from './search-scope.ts';

/** What a query looks for, in the index's terms. */
export interface PassageQuery {
  candidates: Candidates;
  passageWeights: SparseVector;
  documentWeights: SparseVector;
  /** Regular expressions, all of which a passage must match (see `phrasePattern`). */
  phrases: readonly string[];
  scope: Pick<SearchScope, 'filters' | 'excludedDocumentIds' | 'maxDocuments'>;
  /** For how many of the best passages `storedHits` is read by the same statement. */
  storedHitCount: number;
}

/** The best passage of a document. */
export interface RankedPassage {
  documentId: number;
  passageId: number;
  ordinal: number;
  /** The passage's own score plus its document's. */
  score: number;
  passageScore: number;
  /** Of its terms (see lexical/weights/sketch.ts), as it is stored: few are ever decoded. */
  sketch: string;
  termCount: number;
}

export interface FoundPassages {
  /** Best first. */
  passages: RankedPassage[];
  /** What an answer shows of the first of them, in any order. */
  storedHits: StoredHit[];
}

// Parameters: $1 tsqueries or document ids, $2 and $3 the query's weights for passages and
// documents, $4 excluded documents, $5 limit, $6 how many stored hits, then the phrases if there are
// any, then the filters.
const scoredPassage = `passage_weights.passage_id, -(passage_weights.lexical <#> $2::sparsevec) as score,
              passage_weights.term_count, passage_weights.sketch`;

/**
 * Candidates from the full-text index. A document that is found by its name alone is represented by
 * its first passage; since a word may be in every tenth name, only those with the best document
 * score are kept. `offset 0` makes Postgres go from a passage to its chunks by the index: it would
 * rather read all chunks of a small table.
 * @param maxNamed how many documents found by name are kept; null: all
 */
const matchingInIndex = (
  condition: string,
  candidates: IndexedCandidates,
  maxNamed: number | null,
) => `
     scored as materialized (
       select ${scoredPassage}
       from passage_weights
       where ${indexedCondition('$1', candidates)} and ${condition}
       order by score desc
       limit ${candidates.maxPassages ?? 'all'}
     ),
     matching as (
       select chunks.document_id, chunks.ordinal, scored.*
       from scored cross join lateral (
         select document_id, ordinal from chunks where passage_id = scored.passage_id offset 0
       ) as chunks
       union all
       select named.id, 0, ${scoredPassage}
       from (
         select id from documents
         where ${namedCondition('$1')}
         order by lexical <#> $3::sparsevec
         limit ${maxNamed ?? 'all'}
       ) as named
       join chunks on chunks.document_id = named.id and chunks.ordinal = 0
       join passage_weights on passage_weights.passage_id = chunks.passage_id
       where ${condition}
     )`;

const matchingInDocuments = (condition: string) => `
     matching as (
       select chunks.document_id, chunks.ordinal, ${scoredPassage}
       from chunks join passage_weights on passage_weights.passage_id = chunks.passage_id
       where chunks.document_id = any($1::bigint[]) and ${condition}
     )`;

/**
 * The best passage of each of the best documents, best first. A passage's score is its own BM25
 * score plus its document's: two inner products (`<#>` is the negative one). Of two documents with
 * the same score, the one that changed last comes first.
 */
export async function findPassages(
  database: Queryable,
  { candidates, phrases, scope, ...query }: PassageQuery,
): Promise<FoundPassages> {
  const hasPhrases = phrases.length > 0;
  const condition = phraseCondition(hasPhrases ? '$7' : null);
  const isIndexed = 'clauses' in candidates;
  // A phrase rules out some of the documents found by name, so all of them are kept until then.
  const matching = isIndexed
    ? matchingInIndex(condition, candidates, hasPhrases ? null : candidates.maxPassages)
    : matchingInDocuments(condition);
  const filter = filterSql(scope.filters, hasPhrases ? 8 : 7);
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
            ${hitsJson('(select document_id, passage_id from found limit $6)')} as "storedHits"
     from found
     having count(*) > 0`,
    [
      isIndexed ? tsqueriesOf(candidates) : [...candidates.documentIds],
      toSparsevec(query.passageWeights),
      toSparsevec(query.documentWeights),
      [...scope.excludedDocumentIds],
      scope.maxDocuments,
      query.storedHitCount,
      ...(hasPhrases ? [[...phrases]] : []),
      ...filter.parameters,
    ],
  );
  if (found === undefined) return { passages: [], storedHits: [] };
  const { storedHits, ...columns } = found;
  return { passages: rowsOf(columns), storedHits: (storedHits ?? []).map(hitOf) };
}

/** The passages by column, in order: reading them as rows takes three times as long. */
type PassageColumns = { [Name in Exclude<keyof RankedPassage, 'sketch'>]: number[] } & {
  /** Separated by semicolons. */
  sketch: string;
};

type Found = PassageColumns & { storedHits: HitJson[] | null };

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
