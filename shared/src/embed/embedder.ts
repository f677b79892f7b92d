/**
 * What a text is embedded for: models place a question near its answers, not near similar
 * questions.
 */
export type EmbedTask = 'document' | 'query';

/** A model, and the rules for calling it. */
export interface EmbedModel {
  /** `provider:model:dimensions`. Only vectors with the same key may be compared. */
  key: string;
  /** Null if only the first answer shows it. */
  dimensions: number | null;
  textsPerRequest: number;
  /** The sum over its texts, as `estimateTokens` counts. */
  tokensPerRequest: number;
  /** A longer text is truncated. */
  tokensPerText: number;
  /** Null if it is free, or unknown. */
  usdPerMillionTokens: number | null;
}

export interface Embedder {
  readonly model: EmbedModel;
  /** The most requests that are sent at the same time. */
  readonly concurrency: number;
  /**
   * Sends one request. Returns a vector of unit length for each text, in order.
   * @throws TooManyTexts when one request for each text may work
   * @throws RefusedRequest when the texts are the cause, not the embedder
   * @throws DocPilotError rate_limited | upstream_unavailable | upstream_timeout | forbidden
   */
  embed(texts: readonly string[], task: EmbedTask, signal?: AbortSignal): Promise<number[][]>;
  /** Starts to load what the first call needs; that call reports a failure. */
  load?(): void;
  /** The same provider with another key's model; null for a key of another provider. */
  withModel(key: string): Embedder | null;
}

/** The server understood the request but answered no vectors; a retry would not help. */
export class RefusedRequest extends Error {
  override readonly name: string = 'RefusedRequest';
}

/** The request had more texts than the server accepts for this model. */
export class TooManyTexts extends RefusedRequest {
  override readonly name = 'TooManyTexts';
}

/** The server answered, but not what was asked for: once is an accident, always a refusal. */
export class MalformedAnswer extends RefusedRequest {
  override readonly name = 'MalformedAnswer';
}
