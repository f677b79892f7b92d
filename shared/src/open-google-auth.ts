import type { GoogleAuth, gaxios, OAuth2Client } from 'google-auth-library';
import { tooLong } from './read-answer.ts';

/** Several times the longest: an execution of Workflows, with an argument and a result of 512 KiB. */
const defaultMaxBytes = 4 * 1024 * 1024;
const defaultTimeoutMs = 30_000;

export interface GoogleAuthOptions {
  scope: string;
  /** A fixed token; if undefined, the application-default credentials. */
  accessToken?: string | undefined;
  /** The most that is read of an answer whose request names no limit. */
  maxBytes?: number | undefined;
  /** The longest time for a request that names none, with the reading of its answer. */
  timeoutMs?: number | undefined;
}

/**
 * Loads Google's library for credentials. Requests that it sends have limits: those of the clients
 * that it is handed to, and its own to the servers of tokens and metadata.
 */
export async function openGoogleAuth({
  scope,
  accessToken,
  maxBytes = defaultMaxBytes,
  timeoutMs = defaultTimeoutMs,
}: GoogleAuthOptions): Promise<GoogleAuth | OAuth2Client> {
  const { GoogleAuth, OAuth2Client, gaxios } = await import('google-auth-library');
  // The metadata server is asked through the library's shared instance.
  gaxios.instance.defaults = { adapter: within() };
  const transporterOptions = { adapter: within(maxBytes, timeoutMs) };
  if (accessToken === undefined) {
    return new GoogleAuth({ scopes: [scope], clientOptions: { transporterOptions } });
  }
  const auth = new OAuth2Client({ transporterOptions });
  auth.setCredentials({ access_token: accessToken });
  return auth;
}

/** An address, as the options of Google's clients say it. */
export function clientAddress(apiUrl: string) {
  const url = new URL(apiUrl);
  return {
    apiEndpoint: url.hostname,
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    protocol: url.protocol.replace(':', ''),
  };
}

/** Sends requests as gaxios does, with a limit of size and of time for those that name none. */
export function within(
  maxBytes = defaultMaxBytes,
  timeoutMs = defaultTimeoutMs,
): NonNullable<gaxios.GaxiosOptions['adapter']> {
  return async (request, send) => {
    const size = request.size || maxBytes;
    const answer = await send({ ...request, size, ...limited(request, timeoutMs) });
    // The size is looked at by who reads a whole body, but a refusal's is read piece by piece.
    if (request.responseType === 'stream') Object.assign(answer, { data: upTo(answer, size) });
    return answer;
  };
}

function limited({ signal, timeout }: gaxios.GaxiosOptionsPrepared, timeoutMs: number) {
  if (timeout) return {};
  const tooLate = AbortSignal.timeout(timeoutMs);
  return { signal: signal ? AbortSignal.any([signal, tooLate]) : tooLate };
}

async function* upTo({ data }: gaxios.GaxiosResponse, maxBytes: number) {
  let bytes = 0;
  for await (const piece of data as AsyncIterable<Uint8Array>) {
    bytes += piece.byteLength;
    if (bytes > maxBytes) throw tooLong('Google’s', maxBytes);
    yield piece;
  }
}
