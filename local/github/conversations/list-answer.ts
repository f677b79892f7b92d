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

/**
 * A page of a list, in the order and since the time that the query asks for.
 * @param path of the list below the repository
 */
export function listAnswer<Item extends Listed>(
  { repository, query }: RepositoryRequest,
  path: string,
  items: readonly Item[],
  defaults: { direction: 'asc' | 'desc' },
): Answer {
  const sort = oneOf(query, 'sort', ['created', 'updated', 'comments', 'popularity']) ?? 'created';
  const direction = oneOf(query, 'direction', ['asc', 'desc']) ?? defaults.direction;
  const field = sort === 'updated' ? 'updated_at' : 'created_at';
  const since = timeIn(query);
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
  const link = linkHeader(`${repository.idUrl}/${path}`, query, page, { hasNext, last });
  return { ...answer, headers: { ...answer.headers, ...link } };
}

/** One of these values, or nothing. @throws GithubProblem 422 for another */
export function oneOf<Value extends string>(
  query: URLSearchParams,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const given = query.get(name);
  if (given === null || given === '') return undefined;
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
