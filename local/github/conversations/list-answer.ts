import { type Answer, GithubProblem, jsonAnswer } from '../api-answer.ts';
import { linkHeader, readPage } from '../page.ts';
import type { RepositoryRequest } from '../repository-request.ts';
import type { Conversations, Listed } from './conversations.ts';
import { sortedBy } from './sorted.ts';

/** @throws GithubProblem 403 as for a token without that right */
export function requireRight(
  { refuses }: Conversations,
  right: 'issues' | 'pulls' | 'discussions' | 'contents',
): void {
  if (refuses?.has(right)) {
    throw new GithubProblem(403, 'Resource not accessible by personal access token');
  }
}

/** What GitHub lets choose of a list. */
export interface ListRules {
  /** The path below the repository. */
  path: string;
  /** By what it can be sorted; without any, a `sort` or `direction` is ignored as all unknown are. */
  sorts?: Readonly<Record<string, 'created_at' | 'updated_at' | 'comments'>>;
  /** The direction if none is asked for, by the field that the list is sorted by. */
  directionOf(field: string): 'asc' | 'desc';
  /** Whether a `direction` counts without a `sort`. */
  directsAlone?: boolean;
  takesSince?: boolean;
}

/** A page of a list, in the order and since the time that the query asks for. */
export function listAnswer<Item extends Listed & { comments?: number }>(
  { repository, query }: RepositoryRequest,
  items: readonly Item[],
  rules: ListRules,
): Answer {
  const { field, direction } = orderIn(query, rules);
  const since = rules.takesSince ? timeIn(query) : null;
  const all = sortedBy(items, field, direction).filter(
    (item) => since === null || (item.updated_at ?? item.created_at) >= since,
  );
  const page = readPage(query);
  const from = (page.number - 1) * page.size;
  const answer = jsonAnswer(
    JSON.stringify(all.slice(from, from + page.size)),
    repository.serverUrl,
  );
  const last = Math.max(1, Math.ceil(all.length / page.size));
  const hasNext = page.number < last;
  const link = linkHeader(`${repository.idUrl}/${rules.path}`, query, page, { hasNext, last });
  return { ...answer, headers: { ...answer.headers, ...link } };
}

function orderIn(query: URLSearchParams, rules: ListRules) {
  const { sorts = {}, directionOf, directsAlone = false } = rules;
  const sort = oneOf(query, 'sort', Object.keys(sorts));
  const field = sorts[sort ?? ''] ?? 'created_at';
  const asked = oneOf(query, 'direction', rules.sorts ? ['asc', 'desc'] : []);
  const counts = sort !== undefined || directsAlone;
  return { field, direction: (counts ? asked : undefined) ?? directionOf(field) } as const;
}

/** One of these values, or nothing, as where there are none. @throws GithubProblem 422 for another */
export function oneOf<Value extends string>(
  query: URLSearchParams,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const given = query.get(name);
  if (given === null || given === '' || values.length === 0) return undefined;
  const value = values.find((each) => each === given);
  if (value === undefined) {
    throw new GithubProblem(422, 'Validation Failed', undefined, {
      errors: [{ resource: 'Issue', field: name, code: 'invalid', value: given }],
    });
  }
  return value;
}

/** `since` in the form of the lists' times. */
function timeIn(query: URLSearchParams): string | null {
  const given = query.get('since');
  if (given === null) return null;
  const time = Date.parse(given);
  if (Number.isNaN(time)) {
    throw new GithubProblem(422, 'Validation Failed', undefined, {
      errors: [{ resource: 'Issue', field: 'since', code: 'invalid', value: given }],
    });
  }
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
