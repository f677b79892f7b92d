import type { Queryable } from '../connection/database.ts';
import { type Candidates, indexedCondition, namedCondition, tsqueriesOf } from './candidate-sql.ts';
import { phraseCondition } from './phrase-sql.ts';

export interface CandidateCounts {
  passages: number;
  /** Found by title or path. */
  namedDocuments: number;
}

/**
 * How many candidates a search had.
 * @param phrases regular expressions that a passage must match
 */
export async function countCandidates(
  database: Queryable,
  candidates: Candidates,
  phrases: readonly string[],
): Promise<CandidateCounts> {
  const isIndexed = 'clauses' in candidates;
  const condition = phraseCondition(phrases.length > 0 ? '$2' : null);
  const [counts] = await database.query<CandidateCounts>(
    isIndexed
      ? `select (select count(*) from passage_weights
                 where ${indexedCondition('$1', candidates.scans)} and ${condition}) as passages,
                (select count(*) from documents where ${namedCondition('$1')}) as "namedDocuments"`
      : `select count(*) as passages, 0 as "namedDocuments"
         from chunks join passage_weights on passage_weights.passage_id = chunks.passage_id
         where chunks.document_id = any($1::bigint[]) and ${condition}`,
    [
      isIndexed ? tsqueriesOf(candidates) : [...candidates.documentIds],
      ...(phrases.length > 0 ? [[...phrases]] : []),
    ],
  );
  return counts ?? { passages: 0, namedDocuments: 0 };
}

/** Whether the index's statistics count documents that no search may find. */
export async function countsHiddenDocuments(database: Queryable): Promise<boolean> {
  const [row] = await database.query<{ hidden: boolean }>(
    'select exists (select from sources where hidden_at is not null) as hidden',
  );
  return row?.hidden ?? false;
}

/** The texts of documents by id, except those longer than `maxCharacters`. */
export async function readTexts(
  database: Queryable,
  documentIds: readonly number[],
  maxCharacters: number,
): Promise<Map<number, string>> {
  const rows = await database.query<{ id: number; text: string }>(
    'select id, text from documents where id = any($1::bigint[]) and length(text) <= $2',
    [[...documentIds], maxCharacters],
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}
