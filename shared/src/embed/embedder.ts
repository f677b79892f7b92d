/** What a text is embedded for: models place a question near its answer, not near its like. */
export type EmbedTask = 'document' | 'query';

/** A model, and the rules of calling it. */
export interface EmbedModel {
  /** Vectors of one key may be compared, those of two never. `provider:model:dimensions`. */
  key: string;
  /** Null: the first answer tells. */
  dimensions: number | null;
  textsPerRequest: number;
  /** In all, as `estimateTokens` counts. */
  tokensPerRequest: number;
  /** A longer text is cut. */
  tokensPerText: number;
  /** Null where nobody charges, or nobody knows. */
  usdPerMillionTokens: number | null;
}

export interface Embedder {
  readonly model: EmbedModel;
  /** Requests sent at the same time at most. */
  readonly concurrency: number;
  /**
   * One request: a vector of unit length for each text, in order.
   * @throws RefusedRequest when the texts, not the embedder, are the matter
   * @throws DocPilotError rate_limited | upstream_unavailable | upstream_timeout | forbidden
   */
  embed(texts: readonly string[], task: EmbedTask, signal?: AbortSignal): Promise<number[][]>;
  /** Loads beside other things what the first call needs; a failure shows in that call. */
  load?(): void;
  /** The same provider with the model of another key; null for a key that is not its own. */
  withModel(key: string): Embedder | null;
}

/** The request was understood and not answered with vectors: another try says the same. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
}
