import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Interception } from '../loopback/serve-loopback.ts';
import { answerRequest, type ServerState } from './answer-request.ts';
import { type Answer, GithubProblem, problemAnswer, type StreamedAnswer } from './api-answer.ts';
import { type RateLimiter, rateLimitHeaders } from './rate-limit.ts';

interface Options extends Pick<Interception, 'onError'> {
  token?: string | undefined;
  limiter: RateLimiter;
}

/** Answers a request, with the headers that all of GitHub's answers have. */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  state: ServerState,
  options: Options,
): Promise<void> {
  if (!request.headers['user-agent']) {
    response.writeHead(403, { 'content-type': 'text/html' }).end(noUserAgent);
    return;
  }
  const answer = await answerOrProblem(request, state, options);
  if ('stream' in answer) return answer.stream(response);
  const { headers } = request;
  const isUnchanged = answer.etag !== undefined && headers['if-none-match'] === answer.etag;
  // A 304 does not count, says GitHub, for a request with an Authorization header.
  if (isUnchanged && headers.authorization !== undefined) {
    options.limiter.giveBack(callerOf(request));
  }
  const rate = rateLimitHeaders(options.limiter.read(callerOf(request)));
  write({ ...answer, headers: { ...rate, ...answer.headers } }, isUnchanged, request, response);
}

/** Whose rate limit a request counts against. */
function callerOf({ headers }: IncomingMessage): string {
  return headers.authorization ?? 'anonymous';
}

async function answerOrProblem(
  request: IncomingMessage,
  state: ServerState,
  { token, onError, limiter }: Options,
): Promise<Answer | StreamedAnswer> {
  try {
    const authorized = isAuthorized(request, token);
    const isCounted = !request.url?.startsWith('/codeload/');
    if (isCounted && !limiter.take(callerOf(request))) throw limitExceeded(authorized);
    return await answerRequest(request, authorized, state);
  } catch (error) {
    if (!(error instanceof GithubProblem)) onError?.(error);
    const problem = error instanceof GithubProblem ? error : new GithubProblem(500, 'Server Error');
    return problemAnswer(problem, 'https://docs.github.com/rest');
  }
}

/** @throws GithubProblem for another token than the server's, on whatever path */
function isAuthorized({ headers }: IncomingMessage, token: string | undefined): boolean {
  if (headers.authorization === undefined) return false;
  if (token !== undefined && headers.authorization !== `Bearer ${token}`) {
    throw new GithubProblem(401, 'Bad credentials');
  }
  return true;
}

function limitExceeded(isAuthorized: boolean): GithubProblem {
  return new GithubProblem(
    403,
    isAuthorized
      ? 'API rate limit exceeded for user ID 1.'
      : "API rate limit exceeded for 127.0.0.1. (But here's the good news: Authenticated requests get a higher rate limit. Check out the documentation for more details.)",
    'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
  );
}

function write(
  { status, headers = {}, body, etag }: Answer,
  isUnchanged: boolean,
  { headers: asked }: IncomingMessage,
  response: ServerResponse,
): void {
  const visibility = asked.authorization === undefined ? 'public' : 'private';
  const all = {
    ...(etag !== undefined && {
      etag,
      'cache-control': `${visibility}, max-age=60, s-maxage=60`,
      vary: 'Accept, Authorization, Cookie, X-GitHub-OTP',
    }),
    ...headers,
    'x-github-api-version-selected': '2022-11-28',
  };
  if (isUnchanged) response.writeHead(304, all).end();
  else response.writeHead(status, { ...all, 'content-length': Buffer.byteLength(body) }).end(body);
}

const noUserAgent =
  'Request forbidden by administrative rules. Please make sure your request has a User-Agent header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). Check https://developer.github.com for other possible causes.\n';
