import { DocPilotError } from '../../errors.ts';
import { retryTransient } from '../../retry.ts';

export interface GithubClientOptions {
  /** For example https://api.github.com, without a slash at the end. */
  apiUrl: string;
  token?: string | undefined;
  /** Until when (milliseconds of the epoch) a rate limit may be waited for. */
  deadline?: number | undefined;
  signal?: AbortSignal | undefined;
}

export interface GithubResponse {
  status: number;
  headers: Headers;
  body: Uint8Array;
}

export interface GithubClient {
  readonly requests: number;
  /**
   * GET, following redirects. Answers 2xx, 304, 404, 409 and 422; retries what may pass.
   * @throws DocPilotError forbidden | rate_limited | upstream_unavailable | upstream_timeout
   */
  get(path: string, headers?: Record<string, string>): Promise<GithubResponse>;
}

const requestTimeoutMs = 60_000;
const answered = [304, 404, 409, 422];

export function createGithubClient(options: GithubClientOptions): GithubClient {
  let requests = 0;
  const headers = {
    accept: 'application/vnd.github+json',
    'user-agent': 'docpilot',
    'x-github-api-version': '2022-11-28',
    ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
  };

  async function send(path: string, extra: Record<string, string>): Promise<GithubResponse> {
    requests += 1;
    const timeout = AbortSignal.timeout(requestTimeoutMs);
    const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
    let response: GithubResponse;
    try {
      const answer = await fetch(`${options.apiUrl}${path}`, {
        headers: { ...headers, ...extra },
        signal,
      });
      response = {
        status: answer.status,
        headers: answer.headers,
        body: new Uint8Array(await answer.arrayBuffer()),
      };
    } catch (error) {
      options.signal?.throwIfAborted();
      if (timeout.aborted) {
        throw new DocPilotError('upstream_timeout', 'GitHub did not answer in time.', {
          cause: error,
        });
      }
      throw new DocPilotError('upstream_unavailable', 'GitHub cannot be reached.', {
        cause: error,
      });
    }
    if ((response.status >= 200 && response.status < 300) || answered.includes(response.status)) {
      return response;
    }
    throw refusal(response, options.token !== undefined);
  }

  return {
    get requests() {
      return requests;
    },
    get: (path, extra = {}) =>
      retryTransient(() => send(path, extra), {
        retries: 4,
        firstPauseMs: 500,
        longestWaitMs: () => Math.max(0, (options.deadline ?? Date.now() + 60_000) - Date.now()),
        signal: options.signal,
      }),
  };
}

/** What a status that is no answer means for the sync. */
function refusal({ status, headers, body }: GithubResponse, hasToken: boolean): DocPilotError {
  const message = messageOf(body);
  const wait = rateLimitWaitSeconds(status, headers, message);
  if (wait !== undefined) {
    return new DocPilotError('rate_limited', 'GitHub’s rate limit is used up.', {
      retryAfterSeconds: wait,
    });
  }
  if (status === 401) {
    return new DocPilotError(
      'forbidden',
      'GitHub refuses the token in GH_PAT: set it to one that is valid and not expired.',
    );
  }
  if (status === 403) {
    return new DocPilotError(
      'forbidden',
      hasToken
        ? `GitHub refuses access (${message}): give the token in GH_PAT the right to read the contents of this repository.`
        : `GitHub refuses access (${message}): set GH_PAT to a token that may read this repository.`,
    );
  }
  return new DocPilotError('upstream_unavailable', `GitHub answered ${status}.`);
}

/**
 * Seconds to wait when the answer is about a rate limit: retry-after, else x-ratelimit-reset, else
 * 60. Source: GitHub's "Rate limits for the REST API", section on exceeding them.
 */
function rateLimitWaitSeconds(status: number, headers: Headers, message: string) {
  if (status !== 403 && status !== 429) return undefined;
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(retryAfter)) return Math.max(1, Math.ceil(retryAfter));
  if (headers.get('x-ratelimit-remaining') === '0') {
    const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
    if (Number.isFinite(reset)) return Math.max(1, Math.ceil(reset - Date.now() / 1000));
    return 60;
  }
  if (status === 429 || /rate limit/i.test(message)) return 60;
  return undefined;
}

function messageOf(body: Uint8Array): string {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed) {
      return String(parsed.message);
    }
  } catch {
    // Not JSON: there is no message to show.
  }
  return 'no reason given';
}
