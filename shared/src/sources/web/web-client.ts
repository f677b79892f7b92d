import type { lookup } from 'node:dns';
import { setTimeout as sleep } from 'node:timers/promises';
import { DocPilotError } from '../../errors.ts';
import { retryTransient } from '../../retry.ts';
import { readBody } from './read-body.ts';
import { openTransport } from './transport.ts';

export interface WebClientOptions {
  /** Hosts that may have private addresses, each `name` or `name:port`. */
  privateHosts?: readonly string[];
  /** What resolves names; undefined: the system. */
  lookUp?: typeof lookup;
  /** Where the people behind the requests are reached: a URL or a mail address. */
  contact?: string | undefined;
  /** Until when (milliseconds of the epoch) a request may be waited for. */
  deadline?: number | undefined;
  signal?: AbortSignal | undefined;
  /** The time of one request, its answer included. */
  requestTimeoutMs?: number;
  /** The pause before a request is tried again. */
  firstPauseMs?: number;
  /** The time between two requests to one host that is not in `privateHosts`. */
  delayMs?: number;
}

export interface WebAnswer {
  status: number;
  headers: Headers;
  /** Null: it is longer than was asked for. */
  body: Uint8Array | null;
}

export interface WebClient {
  readonly requests: number;
  /** What robots.txt asks for, in place of `delayMs`. */
  keepDelay(delayMs: number): void;
  /**
   * GET of one address; a redirect is an answer. Answers any status below 500 but 429, and tries
   * again what may pass.
   * @throws DocPilotError forbidden | rate_limited | upstream_unavailable | upstream_timeout
   */
  get(url: URL, headers: Record<string, string>, maxBytes: number): Promise<WebAnswer>;
  /** The same, following redirects. @returns where the answer came from, too */
  follow(
    url: URL,
    headers: Record<string, string>,
    maxBytes: number,
  ): Promise<WebAnswer & { url: URL }>;
}

/** As robots.txt may name it. */
export const robotName = 'DocPilot';
const maxRedirects = 5;
const defaultTimeoutMs = 30_000;
const defaultDelayMs = 100;
/** A site that asks for more pause than this is asked no slower. */
const longestDelayMs = 30_000;

/** Asks web servers politely, and only those that a server may ask. */
export function createWebClient(options: WebClientOptions): WebClient {
  const { privateHosts = [], requestTimeoutMs = defaultTimeoutMs, firstPauseMs = 1_000 } = options;
  const transport = openTransport(privateHosts, options.lookUp);
  const about = options.contact === undefined ? '' : ` (+${options.contact})`;
  const agent = { 'user-agent': `${robotName}/1.0${about}`, 'accept-encoding': 'gzip, br' };
  const nextTurn = new Map<string, number>();
  let askedDelayMs: number | undefined;
  let requests = 0;
  let silentUntil = 0;

  async function takeTurn({ host }: URL): Promise<void> {
    const usualMs = transport.isOwn(host) ? 0 : (options.delayMs ?? defaultDelayMs);
    const now = Date.now();
    const turn = Math.max(now, nextTurn.get(host) ?? 0);
    nextTurn.set(host, turn + (askedDelayMs ?? usualMs));
    if (turn > now) await sleep(turn - now, undefined, signalOption(options.signal));
  }

  async function send(url: URL, headers: Record<string, string>, maxBytes: number) {
    const waitMs = silentUntil - Date.now();
    if (waitMs > 0) throw rateLimited(Math.ceil(waitMs / 1000));
    await takeTurn(url);
    requests += 1;
    const late = AbortSignal.timeout(requestTimeoutMs);
    const signal = options.signal ? AbortSignal.any([late, options.signal]) : late;
    try {
      const response = await transport.send(url, { ...agent, ...headers }, signal);
      const { status } = response;
      if (status === 429 || status >= 500) {
        response.discard();
        throw refusal(status, response.headers.get('retry-after'), url);
      }
      return { status, headers: response.headers, body: await readBody(response, maxBytes) };
    } catch (error) {
      if (error instanceof DocPilotError) throw keepPace(error);
      options.signal?.throwIfAborted();
      const what = late.aborted ? 'did not answer in time' : 'cannot be reached';
      throw new DocPilotError(
        late.aborted ? 'upstream_timeout' : 'upstream_unavailable',
        `${url.host} ${what}.`,
        { cause: error },
      );
    }
  }

  function keepPace(error: DocPilotError): DocPilotError {
    if (error.code === 'rate_limited') {
      silentUntil = Math.max(silentUntil, Date.now() + (error.retryAfterSeconds ?? 60) * 1000);
    }
    return error;
  }

  const client: WebClient = {
    get requests() {
      return requests;
    },
    keepDelay(delayMs) {
      askedDelayMs = Math.min(delayMs, longestDelayMs);
    },
    get: (url, headers, maxBytes) =>
      retryTransient(() => send(url, headers, maxBytes), {
        retries: 1,
        firstPauseMs,
        // The slice is for other pages, or for other sites, meanwhile.
        longestWaitMs: () =>
          Math.min((options.deadline ?? Number.POSITIVE_INFINITY) - Date.now(), 5_000),
        signal: options.signal,
      }),
    async follow(url, headers, maxBytes) {
      let at = url;
      for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
        const answer = await client.get(at, headers, maxBytes);
        const next = redirectOf(answer, at);
        if (next === null) return { ...answer, url: at };
        at = next;
      }
      throw new DocPilotError('upstream_unavailable', `${url.href} redirects without end.`);
    },
  };
  return client;
}

/** Where a redirect leads; null: it is none, or leads nowhere. */
export function redirectOf({ status, headers }: WebAnswer, from: URL): URL | null {
  const location = headers.get('location');
  const isRedirect = [301, 302, 303, 307, 308].includes(status);
  return isRedirect && location !== null ? URL.parse(location, from.href) : null;
}

function refusal(status: number, retryAfter: string | null, { host }: URL): DocPilotError {
  const seconds = Number(retryAfter ?? Number.NaN);
  if (status === 429 || (status === 503 && seconds > 0)) {
    return rateLimited(seconds > 0 ? Math.ceil(seconds) : 60);
  }
  return new DocPilotError('upstream_unavailable', `${host} answered ${status}.`);
}

function rateLimited(retryAfterSeconds: number): DocPilotError {
  return new DocPilotError('rate_limited', 'The site asks for a pause.', { retryAfterSeconds });
}

function signalOption(signal: AbortSignal | undefined) {
  return signal ? { signal } : {};
}
