import { indexedCondition, namedCondition } from './candidate-sql.ts';

/** SQL: what is read of a passage, with its score. */
export const scoredPassage = (weights: string) =>
  `passage_weights.passage_id, -(passage_weights.lexical <#> ${weights}::sparsevec) as score,
              passage_weights.term_count, passage_weights.sketch`;

/** SQL parameters, in the order in which they are bound. */
interface MatchParameters {
  tsqueries: string;
  passageWeights: string;
  documentWeights: string;
}

interface IndexParameters extends MatchParameters {
  /** How many of the best passages are kept; null: all. */
  maxPassages: string;
  /** How many documents found by name are kept; null: all. */
  maxNamed: string;
}

/**
 * Candidates from the full-text index. A document that is found by its name alone is represented by
 * its first passage; since a word may be in every tenth name, only those with the best document
 * score are kept. `offset 0` makes Postgres go from a passage to its chunks by the index: it would
 * rather read all chunks of a small table.
 * @param phrased relations of the passages with a preferred phrase, which may be among the others, too
 */
export const matchingInIndex = (
  { tsqueries, passageWeights, documentWeights, maxPassages, maxNamed }: IndexParameters,
  condition: string,
  scans: number,
  phrased: readonly string[],
) => `
     indexed as materialized (
       select ${scoredPassage(passageWeights)}
       from passage_weights
       where ${indexedCondition(tsqueries, scans)} and ${condition}
       order by score desc
       limit ${maxPassages}
     ),
     scored as (
       select *, 0::float8 as phrase_bonus from indexed${phrased.map((relation) => ` union all (${relation})`).join('')}
     ),
     matching as (
       select chunks.document_id, chunks.ordinal, scored.*
       from scored cross join lateral (
         select document_id, ordinal from chunks where passage_id = scored.passage_id offset 0
       ) as chunks
       union all
       select named.id, 0, ${scoredPassage(passageWeights)}, 0
       from (
         select id from documents
         where ${namedCondition(tsqueries)}
         order by lexical <#> ${documentWeights}::sparsevec
         limit ${maxNamed}
       ) as named
       join chunks on chunks.document_id = named.id and chunks.ordinal = 0
       join passage_weights on passage_weights.passage_id = chunks.passage_id
       where ${condition}
     )`;

export const matchingInDocuments = (
  { tsqueries, passageWeights }: MatchParameters,
  condition: string,
) => `
     matching as (
       select chunks.document_id, chunks.ordinal, ${scoredPassage(passageWeights)},
              0::float8 as phrase_bonus
       from chunks join passage_weights on passage_weights.passage_id = chunks.passage_id
       where chunks.document_id = any(${tsqueries}::bigint[]) and ${condition}
     )`;
