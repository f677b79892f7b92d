import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Answer, GithubProblem, jsonHeaders, type StreamedAnswer } from './api-answer.ts';
import { findRoute } from './routes.ts';
import { repositoryId, type ServedRepository } from './served-repository.ts';
import { archiveAnswer, downloadToken } from './tarball.ts';

export interface ServerState {
  serverUrl: string;
  /** By the name in lower case: GitHub's names are the same in either case. */
  repositories: ReadonlyMap<string, ServedRepository>;
  /** New name by the old one, both in lower case. */
  renamed: ReadonlyMap<string, string>;
}

const restUrl = 'https://docs.github.com/rest';

/** @param isAuthorized whether the request has the server's token @throws GithubProblem */
export async function answerRequest(
  request: IncomingMessage,
  isAuthorized: boolean,
  state: ServerState,
): Promise<Answer | StreamedAnswer> {
  const url = URL.parse(`${state.serverUrl}${request.url}`);
  const path = decodePath(url?.pathname ?? '');
  if (request.method === 'POST' && url?.pathname === '/graphql') {
    return graphqlAnswer(request, isAuthorized, state);
  }
  if (url === null || path === null || request.method !== 'GET') throw notFound();
  if (path[0] === 'codeload') return codeload(url, path, state);

  const place = findRepository(path, state);
  if (place === null) throw notFound();
  const found = findRoute(place.rest);
  const documentationUrl = found?.route.documentationUrl ?? restUrl;
  const newName = state.renamed.get(place.name);
  const repository = state.repositories.get(newName ?? place.name);
  if (repository === undefined || (repository.isPrivate && !isAuthorized)) {
    throw new GithubProblem(404, 'Not Found', documentationUrl);
  }
  if (newName !== undefined) return movedAnswer(repository, url, place.rest.length);
  if (found === null) throw notFound();
  try {
    return await found.route.answer({
      repository,
      name: found.name,
      query: url.searchParams,
      headers: request.headers,
    });
  } catch (error) {
    if (!(error instanceof GithubProblem)) throw error;
    throw new GithubProblem(error.status, error.message, documentationUrl, error.details);
  }
}

async function graphqlAnswer(
  request: IncomingMessage,
  isAuthorized: boolean,
  { repositories, renamed }: ServerState,
): Promise<Answer> {
  if (!isAuthorized) {
    throw new GithubProblem(401, 'This endpoint requires you to be authenticated.');
  }
  // It takes as long to load as a third of the rest, and not every start asks it.
  const { answerGraphql } = await import('./graphql-route.ts');
  return answerGraphql(await text(request), (fullName) => {
    const name = fullName.toLowerCase();
    return repositories.get(renamed.get(name) ?? name);
  });
}

function notFound(): GithubProblem {
  return new GithubProblem(404, 'Not Found', restUrl);
}

function decodePath(pathname: string): string[] | null {
  try {
    return pathname.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** `/repos/owner/repo/…` or `/repositories/ID/…` */
function findRepository(path: string[], { repositories }: ServerState) {
  const [kind, first = '', second = ''] = path;
  if (kind === 'repos') {
    return { name: `${first}/${second}`.toLowerCase(), rest: path.slice(3) };
  }
  if (kind !== 'repositories') return null;
  const name = [...repositories.keys()].find((key) => String(repositoryId(key)) === first);
  return { name: name ?? '', rest: path.slice(2) };
}

function movedAnswer(repository: ServedRepository, url: URL, restLength: number): Answer {
  const rest = restLength === 0 ? [] : url.pathname.split('/').slice(-restLength);
  const location = `${[repository.idUrl, ...rest].join('/')}${url.search}`;
  const body = {
    message: 'Moved Permanently',
    url: location,
    documentation_url: `${restUrl}/guides/best-practices-for-using-the-rest-api#follow-redirects`,
  };
  return { status: 301, headers: { ...jsonHeaders, location }, body: JSON.stringify(body) };
}

/** Downloads, which GitHub serves from codeload.github.com: `/codeload/owner/repo/legacy.tar.gz/REF` */
async function codeload(url: URL, path: string[], state: ServerState): Promise<StreamedAnswer> {
  const [, owner = '', repo = '', format, ...ref] = path;
  const repository = state.repositories.get(`${owner}/${repo}`.toLowerCase());
  const mayDownload =
    !repository?.isPrivate || url.searchParams.get('token') === downloadToken(url.pathname);
  if (repository === undefined || format !== 'legacy.tar.gz' || !mayDownload) throw notFound();
  return archiveAnswer(ref.join('/'), repository.clone);
}
