import { namesOf } from '../../chunk/looks-like-code.ts';
import type { QueryTerm } from '../../lexical/query/query-terms.ts';
import { weightsByTerm } from '../../lexical/query/query-vector.ts';
import { passageVector } from '../../lexical/weights/passage-vector.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { readTexts } from '../../store/search/read-explanation.ts';
import { readHits, type StoredHit } from '../../store/search/read-hits.ts';
import type { FoldedHit } from '../rank/fold-duplicates.ts';
import type { WordQuery } from '../rank/read-query.ts';
import type { SearchExplanation } from '../request/search-explanation.ts';
import { coverageOf } from '../show/evidence.ts';
import type { ShownHit } from '../show/show-page.ts';
import { rounded } from './rounded.ts';
import { scoresByField } from './scores-by-field.ts';

type ExplainedHit = SearchExplanation['hits'][number];

/** Longer documents are not weighted again by field: a page of them would take seconds. */
const maxCharacters = 100_000;

/** The parts of each hit's score, by the query that ranks it highest. @param showsCoverage false: it would reveal frequencies */
export async function explainHits(
  database: Queryable,
  queries: readonly WordQuery[],
  shown: readonly ShownHit[],
  showsCoverage: boolean,
): Promise<ExplainedHit[]> {
  const ids = shown.map(({ hit }) => hit.documentId);
  const texts = await readTexts(database, ids, maxCharacters);
  const duplicates = await readHits(
    database,
    shown.flatMap(({ folded }) => folded.duplicates),
  );
  const duplicateOf = new Map(duplicates.map((hit) => [hit.documentId, hit]));
  return shown.flatMap((one) => {
    const { hit } = one.folded;
    const query = queries[hit.query];
    const matched = one.matched[hit.query];
    if (query === undefined || matched === undefined) return [];
    const { words, meaning } = hit.scoredBy;
    const text = texts.get(hit.documentId);
    const explained: ExplainedHit = {
      id: one.result.id,
      score: rounded(hit.score),
      ...(queries.length > 1 ? { query: hit.query + 1, places: [...hit.places] } : {}),
      word_score: words === null ? null : rounded(words),
      passage: {
        score: rounded(hit.passageScore),
        terms: words === null ? [] : explainPassage(query, one.hit),
      },
      document: words === null ? null : explainDocument(query, one.hit, text, hit.documentScore),
      adjustment: rounded(words === null ? 0 : words - hit.passageScore - hit.documentScore),
      cosine: meaning === null ? null : rounded(meaning),
      coverage: showsCoverage ? rounded(coverageOf(query, matched)) : null,
      folded: explainFolding(one.folded, duplicateOf),
    };
    return [explained];
  });
}

/** What each term of the query adds to a passage's score. */
function explainPassage(
  { terms, passageWeights }: WordQuery,
  { headingPath, body }: StoredHit,
): ExplainedHit['passage']['terms'] {
  const inPassage = weightsByTerm(
    passageVector({ headingPath, text: body }, namesOf(body.split('\n'))).vector,
  );
  const inQuery = weightsByTerm(passageWeights);
  const distinct = new Map(terms.map((term): [number, QueryTerm] => [term.term, term]));
  return [...distinct.values()].flatMap(({ term, token }) => {
    const weight = inPassage.get(term);
    if (weight === undefined) return [];
    const score = weight * (inQuery.get(term) ?? 0);
    return [{ token, weight: rounded(weight), score: rounded(score) }];
  });
}

/** @param text undefined: too long */
function explainDocument(
  { documentWeights }: WordQuery,
  { title, path }: StoredHit,
  text: string | undefined,
  score: number,
): ExplainedHit['document'] {
  const fields =
    text === undefined ? null : scoresByField({ title, path, text }, score, documentWeights);
  return { score: rounded(score), fields };
}

function explainFolding(
  { hit, duplicates }: FoldedHit,
  stored: ReadonlyMap<number, StoredHit>,
): ExplainedHit['folded'] {
  return duplicates.flatMap(({ documentId, passageId, passageScore }) => {
    const duplicate = stored.get(documentId);
    if (duplicate === undefined) return [];
    return [
      {
        document_id: duplicate.documentKey,
        path: duplicate.path,
        passage_score: rounded(passageScore),
        identical: passageId === hit.passageId,
      },
    ];
  });
}
