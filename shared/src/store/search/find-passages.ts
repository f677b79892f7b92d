import type { SparseVector } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';
import { filterSql } from '../documents/document-filters.ts';
import { toSparsevec } from '../documents/sparse-vector.ts';
import {
  type FrequencyRows,
  type FrequencyText,
  frequencyRowsOf,
  frequencyTextSql,
} from '../documents/term-frequencies.ts';
import { type Candidates, tsqueriesOf } from './candidate-sql.ts';
import { type KindFactors, kindFactorSql } from './kind-factors-sql.ts';
import { matchingInDocuments, matchingInIndex, scoredPassage } from './matching-sql.ts';
import { activeModelSql, blendedSql, cosineSql, type MeaningQuery } from './meaning-sql.ts';
import { type NameQuery, nameBonusSql } from './name-sql.ts';
import {
  type PreferredPhrase,
  phraseBonusSql,
  phraseCondition,
  phrasedPassages,
  spelledPassages,
  titleBonusSql,
} from './phrase-sql.ts';
import { type HitJson, hitsJson, hitsOf, type StoredHit } from './read-hits.ts';
import type { SearchScope } from './search-scope.ts';

/** What a query looks for, in the index's terms. */
export interface PassageQuery {
  candidates: Candidates;
  passageWeights: SparseVector;
  documentWeights: SparseVector;
  /** Regular expressions, all of which a passage must match (see `phrasePattern`). */
  required: readonly string[];
  preferred: readonly PreferredPhrase[];
  inTitles: readonly Pick<PreferredPhrase, 'pattern' | 'bonus'>[];
  /** Null: the query is too long for a name. */
  name: NameQuery | null;
  kindFactors: KindFactors;
  scope: Pick<SearchScope, 'filters' | 'excludedDocumentIds' | 'maxDocuments'>;
  /** For how many of the best passages `storedHits` is read by the same statement. */
  storedHitCount: number;
  /** Null: it is ranked by words alone. */
  meaning: MeaningQuery | null;
  /** The terms and names of which `frequencies` are read; null: of none. */
  assumed: { terms: readonly number[]; names: string | null } | null;
}

/** The best passage of a document. */
export interface RankedPassage {
  documentId: number;
  passageId: number;
  ordinal: number;
  /**
   * The passage's own score plus its document's, and what it gets for a phrase or its document's
   * name; for a test or a thread less.
   */
  score: number;
  passageScore: number;
  documentScore: number;
  /** Of its terms (see lexical/weights/sketch.ts), as it is stored: few are ever decoded. */
  sketch: string;
  termCount: number;
  /** The best passage of the document that is not beside it and scores half as much at least. */
  secondPassageId: number | null;
}

/** What a second passage of a document must score, as a share of its best one. */
const leastShareOfSecond = 0.5;

/** How many of the best documents are shown with a second passage. */
const withSecond = 3;

export interface FoundPassages {
  /** Best first. */
  passages: RankedPassage[];
  /** What an answer shows of the first of them and of their second passages, in any order. */
  storedHits: StoredHit[];
  /** Of each document, the query's cosine with its nearest passage; null: not asked for, or not placed. */
  cosines: (number | null)[];
  /** Of the model of the index's own words that is active; null: there is none. */
  activeModel: number | null;
  /** Null: not asked for, or nothing was found. */
  frequencies: FrequencyRows | null;
}

export const nothingFound: FoundPassages = {
  passages: [],
  storedHits: [],
  cosines: [],
  activeModel: null,
  frequencies: null,
};

/**
 * The best passage of each of the best documents, best first. A passage's score is its own BM25
 * score plus its document's: two inner products (`<#>` is the negative one), and what it gets for a
 * preferred phrase and for its document's name. Of two documents with the same score, the one that
 * changed last comes first. What differs from query to query is in the parameters where that costs
 * little, so that a connection plans few statements: each takes as long as several searches.
 */
export async function findPassages(
  database: Queryable,
  { candidates, required, preferred, meaning, scope, ...query }: PassageQuery,
): Promise<FoundPassages> {
  const isIndexed = 'clauses' in candidates;
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const parameters = {
    tsqueries: bind(isIndexed ? tsqueriesOf(candidates) : [...candidates.documentIds]),
    passageWeights: bind(toSparsevec(query.passageWeights)),
    documentWeights: bind(toSparsevec(query.documentWeights)),
  };
  const excluded = bind([...scope.excludedDocumentIds]);
  const condition = phraseCondition(required.length > 0 ? bind([...required]) : null);
  const {
    sought = [],
    inTexts = [],
    others = [],
  } = isIndexed ? Object.groupBy(preferred, howFound) : { others: [...preferred] };
  const scored = scoredPassage(parameters.passageWeights);
  const matching = isIndexed
    ? matchingInIndex(
        {
          ...parameters,
          maxPassages: bind(candidates.maxPassages),
          // A phrase rules out some of those found by name, so all of them are kept until then.
          maxNamed: bind(required.length > 0 ? null : candidates.maxPassages),
        },
        condition,
        candidates.scans,
        [
          ...(sought.length > 0 ? [phrasedPassages(sought, scored, bind)] : []),
          ...(inTexts.length > 0 ? [spelledPassages(inTexts, scored, condition, bind)] : []),
        ],
      )
    : matchingInDocuments(parameters, condition);
  const order = meaning === null ? '' : `order by ${blendedSql(meaning)} desc`;
  // Where an embedder decides the order, the best are not known yet, and nothing is read of them.
  const isRead = query.storedHitCount > 0;
  const first = isRead ? `(select * from shown limit ${withSecond})` : 'found';
  const read = '(select document_id, passage_id, ordinal from shown union all table second)';
  const frequencyText = frequencyTextSql(
    bind([...(query.assumed?.terms ?? [])]),
    bind(query.assumed?.names ?? null),
  );
  const filter = filterSql(scope.filters, values.length + 1);
  values.push(...filter.parameters);
  const [found] = await database.query<Found>(
    `with ${matching},
     preferred as (
       select matching.*, phrase_bonus + ${phraseBonusSql(others, bind)} as bonus from matching
     ),
     best as (
       select distinct on (document_id) *
       from preferred
       where document_id <> all (${excluded}::bigint[])
       order by document_id, score + bonus desc, ordinal
     ),
     ranked as materialized (
       select best.document_id, best.passage_id, best.ordinal,
              best.score as passage_score, -(documents.lexical <#> ${parameters.documentWeights}::sparsevec) as document_score,
              best.bonus + ${nameBonusSql(query.name, bind)} + ${titleBonusSql(query.inTitles, bind)} as bonus,
              ${kindFactorSql(query.kindFactors, bind)} as factor, best.sketch, best.term_count,
              documents.changed_at, documents.key
       from best
       join documents on documents.id = best.document_id
       join sources on sources.id = documents.source_id
       where ${filter.sql}
     ),
     found as materialized (
       select *, (passage_score + document_score + bonus) * factor as score,
              ${cosineSql(meaning, 'ranked.document_id', bind)} as cosine
       from ranked
       where passage_score + document_score + bonus > 0
       order by score desc, changed_at desc nulls last, key
       limit ${bind(scope.maxDocuments)}
     ),
     shown as materialized (
       select document_id, passage_id, ordinal, passage_score from found ${order}
       limit ${bind(query.storedHitCount)}
     ),
     second as materialized (
       select distinct on (preferred.document_id) preferred.document_id, preferred.passage_id,
              preferred.ordinal
       from ${first} as first
       join preferred on preferred.document_id = first.document_id
       where abs(preferred.ordinal - first.ordinal) > 1 and preferred.passage_id <> first.passage_id
         and preferred.score >= ${leastShareOfSecond} * first.passage_score and preferred.score > 0
       order by preferred.document_id, preferred.score + preferred.bonus desc, preferred.ordinal
     )
     select json_agg(document_id) as "documentId", json_agg(passage_id) as "passageId",
            json_agg(ordinal) as ordinal, json_agg(score) as score,
            json_agg(passage_score) as "passageScore", json_agg(document_score) as "documentScore",
            string_agg(encode(sketch, 'base64'), ';') as sketch,
            json_agg(term_count) as "termCount",
            (select json_object_agg(document_id, passage_id) from second) as "secondPassageIds",
            json_agg(cosine) as cosines, ${activeModelSql} as "activeModel",
            ${isRead ? hitsJson(read) : 'null'} as "storedHits",
            case when ${bind(query.assumed !== null)}::bool then ${frequencyText} end as frequencies
     from found
     having count(*) > 0`,
    values,
  );
  if (found === undefined) return nothingFound;
  const { storedHits, cosines, activeModel, frequencies, ...columns } = found;
  return {
    passages: rowsOf(columns),
    storedHits: await hitsOf(database, storedHits ?? []),
    cosines,
    activeModel,
    frequencies: frequencies && frequencyRowsOf(frequencies),
  };
}

/** By its words in the full-text index, in the texts of passages, or in those of the other candidates. */
function howFound({ isSought, isInTexts }: PreferredPhrase): 'sought' | 'inTexts' | 'others' {
  if (isInTexts) return 'inTexts';
  return isSought ? 'sought' : 'others';
}

/** The passages by column, in order: reading them as rows takes three times as long. */
type PassageColumns = {
  [Name in Exclude<keyof RankedPassage, 'sketch' | 'secondPassageId'>]: number[];
} & {
  /** Separated by semicolons. */
  sketch: string;
  /** By document; null: there are none. */
  secondPassageIds: Record<number, number> | null;
};

type Found = PassageColumns &
  Pick<FoundPassages, 'cosines' | 'activeModel'> & {
    storedHits: HitJson[] | null;
    frequencies: FrequencyText | null;
  };

function rowsOf({ sketch, secondPassageIds, ...numbers }: PassageColumns): RankedPassage[] {
  const at = (column: keyof typeof numbers, row: number) => numbers[column][row] ?? 0;
  return sketch.split(';').map((one, row) => ({
    documentId: at('documentId', row),
    passageId: at('passageId', row),
    ordinal: at('ordinal', row),
    score: at('score', row),
    passageScore: at('passageScore', row),
    documentScore: at('documentScore', row),
    termCount: at('termCount', row),
    sketch: one,
    secondPassageId: secondPassageIds?.[at('documentId', row)] ?? null,
  }));
}
