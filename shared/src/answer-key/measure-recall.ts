import type { SourceKind } from '../document.ts';
import type { Logger } from '../log.ts';
import type { SearchIndex } from '../search/rank/search-index.ts';
import { searchPassages } from '../search/search-passages.ts';
import type { Queryable } from '../store/connection/database.ts';
import type { RecallReport } from '../store/sync/runs.ts';
import { answerKeyFile } from './answer-key-file.ts';
import { type Question, readAnswerKey } from './read-answer-key.ts';
import { findDocumentKeys, readStoredKey, recordRecall } from './stored-key.ts';

/** How much of its answer key a sync asks, at most. */
const limits = { questions: 200, milliseconds: 30_000 };
/** Results per question that are searched for a right document: the 10 of recall@10. */
const depth = 10;
/** Bounds of each list in a report. */
const maxListed = { entries: 20, characters: 200 };

/** A question and the rank of the first right document, 1 to 10; null if there is none. */
export interface AnsweredQuestion {
  question: Question;
  rank: number | null;
  degraded: boolean;
}

/**
 * Searches for each question of a source's answer key, and stores with the run of an execution how
 * many are found. Without a key nothing is searched, so that no embedder is loaded. Never throws: a
 * sync must not fail because of it.
 */
export async function measureRecall(
  database: Queryable,
  index: SearchIndex,
  source: { kind: SourceKind; name: string },
  executionId: string,
  log: Logger,
): Promise<void> {
  try {
    const stored = await readStoredKey(database, source, answerKeyFile.path);
    if (stored === undefined) return;
    const questions = await readAnswerKey(stored.text);
    const report = await askKey(index, stored.sourceId, questions);
    await recordRecall(database, stored.sourceId, executionId, report);
    const { missed: _, unknown_paths: paths, ...figures } = report;
    log.info({ source: source.name, ...figures, unknownPaths: paths.length }, 'answer key');
  } catch (error) {
    log.warn({ error, source: source.name }, 'the answer key could not be asked');
  }
}

async function askKey(
  index: SearchIndex,
  sourceId: number,
  questions: readonly Question[],
): Promise<RecallReport> {
  const deadline = Date.now() + limits.milliseconds;
  const asked = questions.slice(0, limits.questions);
  const { answered, unknownPaths } = await askQuestions(index, sourceId, asked, deadline);
  return reportRecall(questions.length, answered, unknownPaths);
}

/** Searches for one question after the other, until the deadline (milliseconds of the epoch). */
export async function askQuestions(
  index: SearchIndex,
  sourceId: number,
  questions: readonly Question[],
  deadline: number,
): Promise<{ answered: AnsweredQuestion[]; unknownPaths: string[] }> {
  const paths = [...new Set(questions.flatMap((question) => question.paths))];
  const documents = await findDocumentKeys(index, sourceId, paths);
  const keys = Map.groupBy(documents, ({ path }) => path);
  const answered: AnsweredQuestion[] = [];
  for (const question of questions) {
    if (Date.now() >= deadline) break;
    const right = question.paths.flatMap((path) => keys.get(path) ?? []).map(({ key }) => key);
    const answer = await searchPassages(index, { query: question.text, limit: depth });
    const rank = answer.results.findIndex((result) =>
      // A document with the same passage as a hit is named by the hit.
      [result, ...result.also_in].some((place) => right.includes(place.document_id)),
    );
    const { degraded } = answer;
    answered.push({ question, rank: rank === -1 ? null : rank + 1, degraded });
  }
  return { answered, unknownPaths: paths.filter((path) => !keys.has(path)) };
}

/** Recall@10 and MRR@10. @param questions how many the key has */
export function reportRecall(
  questions: number,
  answered: readonly AnsweredQuestion[],
  unknownPaths: readonly string[],
): RecallReport {
  const ranks = answered.flatMap(({ rank }) => rank ?? []);
  const missed = answered.filter(({ rank }) => rank === null);
  const share = (sum: number) =>
    answered.length === 0 ? null : Math.round((sum / answered.length) * 10_000) / 10_000;
  return {
    questions,
    asked: answered.length,
    found: ranks.length,
    recall10: share(ranks.length),
    mrr10: share(ranks.reduce((sum, rank) => sum + 1 / rank, 0)),
    missed: firstOf(missed.map(({ question }) => question.text)),
    unknown_paths: firstOf(unknownPaths),
    degraded: answered.some((one) => one.degraded),
  };
}

function firstOf(texts: readonly string[]): string[] {
  const { entries, characters } = maxListed;
  return texts
    .slice(0, entries)
    .map((text) => (text.length > characters ? `${text.slice(0, characters - 1)}…` : text));
}
