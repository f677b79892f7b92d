import type * as z from 'zod';
import { DocPilotError } from '../../errors.ts';
import { maxAnswerBytes, readAnswer } from '../../read-answer.ts';
import { retryTransient } from '../../retry.ts';
import { type IdleTimeout, startIdleTimeout } from './idle-timeout.ts';
import { read } from './read.ts';
import { rateLimited, refusal, secondsUntilReset, usedShare } from './refusal.ts';

export interface GithubClientOptions {
  /** For example https://api.github.com, without a slash at the end. */
  apiUrl: string;
  token?: string | undefined;
  /** Until when (milliseconds of the epoch) a rate limit may be waited for. */
  deadline?: number | undefined;
  signal?: AbortSignal | undefined;
  /** How long GitHub may be silent. */
  requestTimeoutMs?: number;
  /** The most that is read of an answer that is held whole. */
  maxAnswerBytes?: number;
  /** The first pause before a request is tried again; it doubles. */
  firstPauseMs?: number;
}

export interface GithubResponse {
  status: number;
  headers: Headers;
  body: Uint8Array;
  /** What answered, below the API's address: another path than asked for after a redirect. */
  path: string;
}

export interface GithubClient {
  readonly requests: number;
  /**
   * GET, following redirects. Answers 2xx, 304, 404, 409, 410 and 422; tries again what may pass.
   * @throws DocPilotError forbidden | rate_limited | upstream_unavailable | upstream_timeout
   */
  get(path: string, headers?: Record<string, string>): Promise<GithubResponse>;
  /**
   * The same, with the JSON of a 200 in its shape. An answer that cannot be understood is asked for
   * again, too; nothing is where `isOptional`.
   */
  getJson<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    options?: { headers?: Record<string, string>; isOptional?: boolean },
  ): Promise<GithubResponse & { json: z.output<Schema> | undefined }>;
  /**
   * Sends a query to the GraphQL API, once; null where it does not answer.
   * @throws DocPilotError rate_limited
   */
  postGraphql(query: string, variables: Record<string, unknown>): Promise<GithubResponse | null>;
  /** The share of the hour's requests that is used up, 0 to 1, as far as GitHub has told. */
  readonly budgetUsed: number;
  /**
   * A download as it comes, following redirects, tried once. The token goes to the API alone: fetch
   * takes it off a redirect to another host.
   * @throws DocPilotError as get, and not_found for every other status
   */
  download(path: string): Promise<AsyncIterable<Uint8Array>>;
}

const defaultTimeoutMs = 60_000;
const answered = [304, 404, 409, 410, 422];

export function createGithubClient(options: GithubClientOptions): GithubClient {
  const { token, requestTimeoutMs = defaultTimeoutMs, firstPauseMs = 500 } = options;
  let requests = 0;
  /** Until when GitHub wants to hear nothing, whichever request it said so to. */
  let silentUntil = 0;
  let budgetUsed = 0;
  const headers = {
    accept: 'application/vnd.github+json',
    'user-agent': 'docpilot',
    'x-github-api-version': '2022-11-28',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };

  /** Sends one request and hands its answer on while the idle timeout runs. */
  async function send<T>(
    path: string,
    extra: Record<string, string>,
    read: (answer: Response, idleTimeout: IdleTimeout) => Promise<T>,
    post?: { url: string; body: string },
  ): Promise<T> {
    const waitMs = silentUntil - Date.now();
    if (waitMs > 0) throw rateLimited(Math.ceil(waitMs / 1000));
    requests += 1;
    const idleTimeout = startIdleTimeout(requestTimeoutMs, options.signal);
    try {
      const answer = await fetch(post?.url ?? `${options.apiUrl}${path}`, {
        ...(post && { method: 'POST', body: post.body }),
        headers: { ...headers, ...extra },
        signal: idleTimeout.signal,
      });
      if (answer.redirected) requests += 1;
      return await read(answer, idleTimeout);
    } catch (error) {
      idleTimeout.stop();
      throw error instanceof DocPilotError ? error : idleTimeout.explain(error);
    }
  }

  function keepPace(error: DocPilotError): DocPilotError {
    if (error.code === 'rate_limited') {
      silentUntil = Math.max(silentUntil, Date.now() + (error.retryAfterSeconds ?? 60) * 1000);
    }
    return error;
  }

  async function readWhole(answer: Response, idleTimeout: IdleTimeout): Promise<GithubResponse> {
    const { status, headers: answerHeaders } = answer;
    const maxBytes = options.maxAnswerBytes ?? maxAnswerBytes;
    const body = new Uint8Array(await readAnswer(answer, 'GitHub’s', maxBytes));
    idleTimeout.stop();
    const url = new URL(answer.url);
    const path = url.pathname.slice(new URL(options.apiUrl).pathname.replace(/\/$/, '').length);
    const response = { status, headers: answerHeaders, body, path };
    if (!answer.ok && !answered.includes(status)) {
      throw keepPace(refusal(response, token !== undefined));
    }
    // The GraphQL API has a budget of its own.
    if (answerHeaders.get('x-ratelimit-resource') === 'graphql') return response;
    const reset = secondsUntilReset(answerHeaders);
    if (reset !== undefined) silentUntil = Date.now() + reset * 1000;
    budgetUsed = usedShare(answerHeaders) ?? budgetUsed;
    return response;
  }

  async function readStream(
    answer: Response,
    idleTimeout: IdleTimeout,
  ): Promise<AsyncIterable<Uint8Array>> {
    if (!answer.ok || answer.body === null) {
      const { status } = await readWhole(answer, idleTimeout);
      throw new DocPilotError('not_found', `GitHub answered ${status} for the download.`);
    }
    return idleTimeout.watch(answer.body);
  }

  const retried = <T>(attempt: () => Promise<T>, retries = 4) =>
    retryTransient(attempt, {
      retries,
      firstPauseMs,
      longestWaitMs: () => (options.deadline ?? Date.now() + 60_000) - Date.now(),
      signal: options.signal,
    });

  return {
    get requests() {
      return requests;
    },
    get budgetUsed() {
      return budgetUsed;
    },
    async postGraphql(query, variables) {
      const url = graphqlUrl(options.apiUrl);
      const body = JSON.stringify({ query, variables });
      try {
        return await send('', { 'content-type': 'application/json' }, readWhole, { url, body });
      } catch (error) {
        options.signal?.throwIfAborted();
        if (error instanceof DocPilotError && error.code !== 'rate_limited') return null;
        throw error;
      }
    },
    get: (path, extra = {}) => retried(() => send(path, extra, readWhole)),
    getJson: (path, schema, { headers: extra = {}, isOptional = false } = {}) =>
      retried(
        async () => {
          const response = await send(path, extra, readWhole);
          return {
            ...response,
            json: response.status === 200 ? read(response, schema) : undefined,
          };
        },
        isOptional ? 0 : undefined,
      ),
    download: (path) => send(path, {}, readStream),
  };
}

/** Beside the REST API; on GitHub Enterprise Server that is below /api/v3. */
function graphqlUrl(apiUrl: string): string {
  return apiUrl.endsWith('/api/v3') ? apiUrl.replace(/v3$/, 'graphql') : `${apiUrl}/graphql`;
}
