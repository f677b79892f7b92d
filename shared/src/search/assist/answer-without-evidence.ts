import type { Queryable } from '../../store/connection/database.ts';
import { countBySource } from '../../store/documents/document-filters.ts';
import { explainQuery } from '../explain/explain-query.ts';
import { readQuery } from '../rank/read-query.ts';
import { resolveFilters } from '../request/resolve-filters.ts';
import { queriesOf, type SearchRequest, type SearchResponse } from '../request/search-request.ts';
import { countFitting } from '../show/count-fitting.ts';
import { type AssistantAnswer, answerOf, nameOf } from './assistant-answer.ts';

const maxNearMisses = 5;
/** Repositories and folders that are named. */
const maxNamed = 5;

/**
 * An answer to a question that nothing seems to answer: passages about something else would only be
 * mistaken for evidence, so it says what was searched, what came nearest, and what to try.
 */
export async function answerWithoutEvidence(
  database: Queryable,
  request: SearchRequest & { max_tokens: number },
  response: SearchResponse,
  formsOf: (answer: AssistantAnswer) => string[],
): Promise<AssistantAnswer> {
  const { results, ...rest } = response;
  const nearest = results.slice(0, maxNearMisses).map(nameOf);
  const [searched, suggestions] = await Promise.all([
    searchedText(database, request),
    suggestionsFor(database, request),
  ]);
  const answerWith = (count: number): AssistantAnswer => ({
    ...answerOf({ ...rest, results: [], next_cursor: null, truncated: false }),
    searched,
    near_misses: nearest.slice(0, count),
    suggestions,
  });
  const items = nearest.map((each) => JSON.stringify(each));
  const count = await countFitting(items, (kept) => formsOf(answerWith(kept)), request.max_tokens);
  return answerWith(count);
}

async function searchedText(database: Queryable, { filters }: SearchRequest): Promise<string> {
  const sources = await countBySource(database, await resolveFilters(database, filters));
  const total = sources.reduce((sum, { documents }) => sum + documents, 0);
  const named = sources.slice(0, maxNamed).map(({ repository }) => repository);
  const others = sources.length - named.length;
  const names = others > 0 ? [...named, `${others} others`] : named;
  const conditions = givenFilters(filters).map(([name, value]) => `${name} ${textOf(value)}`);
  return [
    `${total} documents${names.length > 0 ? ` of ${names.join(', ')}` : ''}`,
    ...(conditions.length > 0 ? [`with ${conditions.join(', ')}`] : []),
  ].join(' ');
}

async function suggestionsFor(
  database: Queryable,
  { filters, ...asked }: SearchRequest,
): Promise<string[]> {
  const queries = await Promise.all(
    queriesOf(asked).map(async (query) => explainQuery(await readQuery(database, query))),
  );
  const words = Map.groupBy(
    queries.flatMap(({ terms }) => terms),
    ({ word }) => word,
  );
  const unknown = [...words].filter(([, terms]) =>
    terms.every((term) => term.near_spelling || term.passages + term.documents === 0),
  );
  return [
    ...(unknown.length > 0
      ? [`no document has ${unknown.map(([word]) => `“${word}”`).join(', ')}: use other words`]
      : ['the words that the documents themselves would use, or fewer words']),
    ...(queries.some(({ phrases }) => phrases.length > 0)
      ? ['no quotation marks, which ask for exactly these words']
      : []),
    ...(givenFilters(filters).length > 0 ? ['no filters'] : []),
    'list_documents and sync_status, to see whether it is indexed at all',
  ];
}

function givenFilters(filters: SearchRequest['filters']): [string, unknown][] {
  return Object.entries(filters ?? {}).filter(([, value]) => value !== undefined);
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(' or ');
  return value instanceof Date ? value.toISOString() : String(value);
}
