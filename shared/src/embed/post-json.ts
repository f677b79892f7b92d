import { DocPilotError } from '../errors.ts';
import { readAnswer } from '../read-answer.ts';
import { MalformedAnswer, RefusedRequest } from './embedder.ts';

/**
 * A batch is slow on a laptop's CPU. A claim lasts longer than this
 * (store/embeddings/embeddings.ts).
 */
export const requestTimeoutMs = 60_000;

/**
 * Sends a POST request and returns the answer's JSON.
 * @throws RefusedRequest | DocPilotError as `Embedder.embed` says
 */
export async function postJson(
  url: string,
  headers: Record<string, string>,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const timeout = AbortSignal.timeout(requestTimeoutMs);
  let status: number;
  let retryAfter: string | null;
  let text: string;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
    });
    status = response.status;
    retryAfter = response.headers.get('retry-after');
    text = (await readAnswer(response, 'The embedder’s')).toString('utf8');
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof DocPilotError) throw error;
    throw timeout.aborted ? lateAnswer(error) : unreachable(error);
  }
  if (status < 200 || status > 299) throw refusal(status, text, retryAfter);
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedAnswer('The embedder’s answer is not JSON.');
  }
}

/** The error that a failure's status means. */
export function refusal(status: number, text: string, retryAfter: string | null): Error {
  const said = text.replace(/\s+/g, ' ').slice(0, 300);
  if (status === 429) {
    const seconds = Number(retryAfter ?? Number.NaN);
    return new DocPilotError('rate_limited', 'The embedder’s rate limit is used up.', {
      ...(Number.isFinite(seconds) && seconds > 0 ? { retryAfterSeconds: seconds } : {}),
    });
  }
  if (status === 400 || status === 413 || status === 422) return new RefusedRequest(said);
  if (status === 401 || status === 403) {
    return new DocPilotError('forbidden', `The embedder refuses access (${status}): ${said}`);
  }
  if (status === 404) {
    return new DocPilotError(
      'forbidden',
      `The embedder has no such address or model (404): ${said}`,
    );
  }
  if (status === 504) return lateAnswer(undefined);
  return new DocPilotError('upstream_unavailable', `The embedder answered ${status}.`);
}

export function lateAnswer(cause: unknown): DocPilotError {
  return new DocPilotError('upstream_timeout', 'The embedder did not answer in time.', { cause });
}

export function unreachable(cause: unknown): DocPilotError {
  return new DocPilotError('upstream_unavailable', 'The embedder cannot be reached.', { cause });
}
