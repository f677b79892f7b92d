import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Interception } from '../loopback/serve-loopback.ts';
import { answerRequest, type ServerState } from './answer-request.ts';
import { type Answer, GithubProblem, matchesTag, problemAnswer } from './api-answer.ts';
import { type Caller, readCaller } from './caller.ts';
import { rateLimitHeaders } from './rate-limit.ts';

/** Looks up what a request is answered with and writes it, with the headers all answers have. */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  state: ServerState,
  { token, onError }: Pick<Interception, 'onError'> & { token?: string | undefined },
): Promise<void> {
  const requestId = randomBytes(10).toString('hex').toUpperCase().match(/.{4}/g)?.join(':') ?? '';
  response.setHeader('x-github-request-id', requestId);
  if (!request.headers['user-agent']) return refuse(response, noUserAgent);

  const caller = readCaller(request.headers.authorization, token);
  const isCounted = !/^\/(rate_limit$|codeload\/)/.test(request.url ?? '');
  const answer = await (async () => {
    try {
      if (caller.isRefused) throw new GithubProblem(401, 'Bad credentials');
      if (isCounted && !state.limiter.take(caller.name)) throw limitProblem(caller, requestId);
      return await answerRequest(request, caller, state);
    } catch (error) {
      if (error instanceof GithubProblem)
        return problemAnswer(error, 'https://docs.github.com/rest');
      onError?.(error);
      return problemAnswer(new GithubProblem(500, 'Server Error'), 'https://docs.github.com/rest');
    }
  })();
  if ('stream' in answer) return answer.stream(response);

  const notModified =
    answer.etag !== undefined && matchesTag(request.headers['if-none-match'], answer.etag);
  // "Making a conditional request does not count … if a 304 response is returned and the request
  // was made while correctly authorized with an Authorization header."
  if (notModified && isCounted && caller.hasToken) state.limiter.giveBack(caller.name);
  response.setHeaders(new Map(Object.entries(rateLimitHeaders(state.limiter.look(caller.name)))));
  write(answer, notModified, caller, response);
}

function write(
  { status, headers = {}, body, etag }: Answer,
  notModified: boolean,
  caller: Caller,
  response: ServerResponse,
): void {
  const conditional = {
    etag: etag ?? '',
    'cache-control': `${caller.hasToken ? 'private' : 'public'}, max-age=60, s-maxage=60`,
    vary: 'Accept, Authorization, Cookie, X-GitHub-OTP',
  };
  const all = {
    ...(etag === undefined ? {} : conditional),
    ...headers,
    'x-github-api-version-selected': '2022-11-28',
  };
  if (notModified) {
    response.writeHead(304, all).end();
  } else {
    response.writeHead(status, { ...all, 'content-length': Buffer.byteLength(body) }).end(body);
  }
}

const noUserAgent =
  'Request forbidden by administrative rules. Please make sure your request has a User-Agent header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). Check https://developer.github.com for other possible causes.\n';

function refuse(response: ServerResponse, reason: string): void {
  response.writeHead(403, { 'content-type': 'text/html' }).end(reason);
}

function limitProblem(caller: Caller, requestId: string): GithubProblem {
  return new GithubProblem(
    403,
    caller.hasToken
      ? `API rate limit exceeded for user ID 1. If you reach out to GitHub Support for help, please include the request ID ${requestId}.`
      : "API rate limit exceeded for 127.0.0.1. (But here's the good news: Authenticated requests get a higher rate limit. Check out the documentation for more details.)",
    'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
  );
}
