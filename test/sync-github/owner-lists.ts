import type { IncomingMessage, ServerResponse } from 'node:http';

/** A repository as GitHub's lists have it, with the fields that are read. */
export interface ListedRepository {
  full_name: string;
  archived?: boolean;
  fork?: boolean;
  private?: boolean;
}

/** What an owner is, and has; tests change it between two syncs. */
export interface Owner {
  type: 'Organization' | 'User';
  repositories: ListedRepository[];
  /** Whether the token is this user's own. */
  isTokens?: boolean;
}

/**
 * Answers GitHub's three lists of repositories as its reference describes them: the list of an
 * organisation, of a user (public ones alone), and of the token's user; at most 100 a page.
 */
export function answerOwnerLists(
  owners: Readonly<Record<string, Owner>>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const url = new URL(request.url ?? '', 'http://127.0.0.1');
  const list = listOf(owners, url.pathname);
  if (list === undefined) return false;
  if (list === null) {
    send(response, 404, { message: 'Not Found', status: '404' });
    return true;
  }
  const page = Number(url.searchParams.get('page') ?? 1);
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
  const shown = list.slice((page - 1) * size, page * size);
  const hasNext = list.length > page * size;
  url.searchParams.set('page', String(page + 1));
  send(
    response,
    200,
    shown.map((each) => ({ archived: false, fork: false, private: false, ...each })),
    hasNext ? { link: `<https://api.github.com${url.pathname}${url.search}>; rel="next"` } : {},
  );
  return true;
}

/** Null for an owner that there is not; undefined for another path. */
function listOf(owners: Readonly<Record<string, Owner>>, path: string) {
  const [, kind, name = ''] = /^\/(orgs|users)\/([^/]+)\/repos$/.exec(path) ?? [];
  const inOrder = (repositories: ListedRepository[]) =>
    repositories.toSorted((a, b) => a.full_name.localeCompare(b.full_name));
  if (path === '/user/repos') {
    return inOrder(
      Object.values(owners).flatMap(({ isTokens, repositories }) => (isTokens ? repositories : [])),
    );
  }
  if (kind === undefined) return undefined;
  const owner = owners[name.toLowerCase()];
  if (owner === undefined || (kind === 'orgs' && owner.type !== 'Organization')) return null;
  if (kind === 'orgs') return inOrder(owner.repositories);
  return inOrder(owner.repositories.filter((each) => !each.private));
}

function send(response: ServerResponse, status: number, body: unknown, more = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...more });
  response.end(JSON.stringify(body));
}
