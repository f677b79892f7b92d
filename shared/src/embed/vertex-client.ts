import { DocPilotError } from '../errors.ts';
import { clientAddress, openGoogleAuth } from '../open-google-auth.ts';
import { maxAnswerBytes, tooLong } from '../read-answer.ts';
import { RefusedRequest, TooManyTexts } from './embedder.ts';
import { lateAnswer, refusal, requestTimeoutMs, unreachable } from './post-json.ts';

type Client =
  import('@google-cloud/aiplatform/build/src/v1/prediction_service_client.js').PredictionServiceClient;
export type PredictRequest = NonNullable<Parameters<Client['predict']>[0]>;
export type EmbedContentRequest = NonNullable<Parameters<Client['embedContent']>[0]>;

/** The two calls of Google's client that embed. */
export interface VertexClient {
  predict(request: PredictRequest, signal?: AbortSignal): Promise<unknown[]>;
  embedContent(request: EmbedContentRequest, signal?: AbortSignal): Promise<unknown>;
}

export interface VertexClientOptions {
  region: string;
  /** Another address than the region's. */
  apiUrl?: string | undefined;
  /** A fixed token; if undefined, the credentials of the function's service account. */
  accessToken?: string | undefined;
  /** The most that is read of an answer. */
  maxAnswerBytes?: number;
  /** The longest time for a request. */
  timeoutMs?: number;
}

/**
 * Loads only Google's client for predictions: the whole package takes seconds. It uses REST, which
 * starts faster than gRPC and passes every proxy.
 */
export async function openVertexClient(options: VertexClientOptions): Promise<VertexClient> {
  const { region, apiUrl } = options;
  const [{ PredictionServiceClient }, auth] = await Promise.all([
    import('@google-cloud/aiplatform/build/src/v1/prediction_service_client.js'),
    openGoogleAuth({
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      accessToken: options.accessToken,
      maxBytes: options.maxAnswerBytes ?? maxAnswerBytes,
      timeoutMs: options.timeoutMs ?? requestTimeoutMs,
    }),
  ]);
  // The client's types for auth come from another copy of the library.
  const client = new PredictionServiceClient({
    fallback: true,
    auth,
    ...(apiUrl === undefined ? { apiEndpoint: vertexHost(region) } : clientAddress(apiUrl)),
  } as unknown as ConstructorParameters<typeof PredictionServiceClient>[0]);
  // The client never retries these calls; embedDocuments does, with fewer concurrent requests.
  return {
    async predict(request, signal) {
      const [answer] = await orAborted(client.predict(request), signal);
      return answer.predictions ?? [];
    },
    async embedContent(request, signal) {
      const [answer] = await orAborted(client.embedContent(request), signal);
      return answer.embedding?.values;
    },
  };
}

/** The host of a region, of a multi-region (`eu`, `us`) or of `global`. */
export function vertexHost(region: string): string {
  if (region === 'global') return 'aiplatform.googleapis.com';
  if (region === 'eu' || region === 'us') return `aiplatform.${region}.rep.googleapis.com`;
  return `${region}-aiplatform.googleapis.com`;
}

/** The client's calls cannot be aborted; after an abort, the answer is ignored. */
async function orAborted<T>(call: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await (signal === undefined ? call : Promise.race([call, abortOf(signal)]));
  } catch (error) {
    signal?.throwIfAborted();
    throw toKnownError(error);
  }
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** HTTP statuses by gRPC's codes, which the client uses for REST as well. */
const statusOf: Readonly<Record<number, number>> = {
  3: 400,
  4: 504,
  5: 404,
  7: 403,
  8: 429,
  9: 400,
  11: 400,
  14: 503,
  16: 401,
};

/**
 * "1 instance(s) is allowed per prediction", or "it included too many instances": Vertex has a limit
 * of texts for all models, and one for each.
 */
const tooManyTexts = /instance\(s\) is allowed|too many instances/;

/** What node-fetch says of an answer that is longer than it may be. */
const tooLongBody = /content size at \S+ over limit: (\d+)/;
/** What it says after the time limit: only that ends a request. */
const outOfTime = /operation was aborted/;

function toKnownError(error: unknown): Error {
  if (error instanceof DocPilotError || error instanceof RefusedRequest) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (typeof code !== 'number') return unreachable(error);
  const message = error instanceof Error ? error.message : String(error);
  const [, limit] = tooLongBody.exec(message) ?? [];
  if (limit !== undefined) return tooLong('The embedder’s', Number(limit));
  if (outOfTime.test(message)) return lateAnswer(error);
  const status = statusOf[code] ?? (code >= 100 ? code : 500);
  if (status === 400 && tooManyTexts.test(message)) return new TooManyTexts(message);
  return status === 504 ? lateAnswer(error) : refusal(status, message, null);
}
