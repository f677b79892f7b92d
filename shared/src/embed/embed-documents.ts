import { setTimeout as sleep } from 'node:timers/promises';
import { DocPilotError } from '../errors.ts';
import { isTransient } from '../retry.ts';
import { adaptiveLimit } from './adaptive-limit.ts';
import { type Embedder, MalformedAnswer, RefusedRequest, TooManyTexts } from './embedder.ts';
import { packTexts } from './pack-texts.ts';

export interface TextToEmbed {
  id: string;
  text: string;
}

export interface EmbedResults {
  embedded(items: readonly TextToEmbed[], vectors: readonly number[][]): Promise<void>;
  /** The embedder works, but refuses this text. */
  refused(item: TextToEmbed, reason: string): Promise<void>;
}

export interface DocumentEmbedder {
  /** Requests sent so far. */
  readonly requests: number;
  /**
   * Embeds texts with several concurrent requests, and passes each result on as it comes.
   * @throws DocPilotError when the embedder fails; results passed on before stay valid
   */
  embed(items: readonly TextToEmbed[], results: EmbedResults, signal: AbortSignal): Promise<void>;
}

/** Retries of one request during an outage. */
const outageRetries = 3;
/** Retries of one request that was answered with something else than its vectors. */
const malformedRetries = 2;
/** Consecutive rate limits after which a request gives up. */
const rateLimitRetries = 8;
/** A text that no embedder has a reason to refuse. */
const controlText = 'DocPilot';

/** @param firstPauseMs the pause before the first retry; it doubles each time, with jitter */
export function documentEmbedder(
  embedder: Embedder,
  { firstPauseMs = 500 } = {},
): DocumentEmbedder {
  const limit = adaptiveLimit(embedder.concurrency);
  let requests = 0;
  let hasWorked = false;
  /** Fewer than the model's own number once the server has refused so many. */
  let { textsPerRequest } = embedder.model;
  const pauseMs = (attempt: number) => firstPauseMs * 2 ** attempt * (0.5 + Math.random());

  async function request(texts: readonly string[], signal: AbortSignal): Promise<number[][]> {
    for (let outages = 0, limited = 0, malformed = 0; ; ) {
      try {
        const vectors = await limit.run(() => {
          requests += 1;
          return embedder.embed(texts, 'document', signal);
        }, signal);
        hasWorked = true;
        return vectors;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof MalformedAnswer && malformed < malformedRetries) {
          await sleep(pauseMs(malformed), undefined, { signal });
          malformed += 1;
          continue;
        }
        if (!isTransient(error)) throw error;
        if (error.code === 'rate_limited') {
          if (limited >= rateLimitRetries) throw error;
          limit.slowDown((error.retryAfterSeconds ?? 0) * 1000 || pauseMs(limited));
          limited += 1;
        } else {
          if (outages >= outageRetries) throw error;
          await sleep(pauseMs(outages), undefined, { signal });
          outages += 1;
        }
      }
    }
  }

  /**
   * A refused request is split in two until the refused text is found. If the server takes fewer
   * texts than its model's rules say, this and every later request has one.
   */
  async function send(
    items: readonly TextToEmbed[],
    results: EmbedResults,
    signal: AbortSignal,
  ): Promise<void> {
    let vectors: number[][];
    try {
      vectors = await request(
        items.map((item) => item.text),
        signal,
      );
    } catch (error) {
      if (!(error instanceof RefusedRequest)) throw error;
      const [first, ...others] = items;
      if (first === undefined) return;
      if (others.length === 0) return sendShorter(first, error.message, results, signal);
      if (error instanceof TooManyTexts) {
        textsPerRequest = 1;
        await Promise.all(items.map((item) => send([item], results, signal)));
        return;
      }
      const middle = Math.ceil(items.length / 2);
      await send(items.slice(0, middle), results, signal);
      await send(items.slice(middle), results, signal);
      return;
    }
    await results.embedded(items, vectors);
  }

  /** A text that is too long for the model is embedded by its first half; any other is refused. */
  async function sendShorter(
    item: TextToEmbed,
    reason: string,
    results: EmbedResults,
    signal: AbortSignal,
  ): Promise<void> {
    if (/token|length|too (long|large)|context/i.test(reason) && item.text.length > 200) {
      const half = item.text.slice(0, item.text.length / 2).toWellFormed();
      return send([{ ...item, text: half }], results, signal);
    }
    await assertWorks(reason, signal);
    await results.refused(item, reason);
  }

  /** Before a text is given up, the embedder must have embedded another one. */
  async function assertWorks(reason: string, signal: AbortSignal): Promise<void> {
    if (hasWorked) return;
    try {
      await request([controlText], signal);
    } catch (error) {
      if (!(error instanceof RefusedRequest)) throw error;
      throw new DocPilotError('upstream_unavailable', `The embedder refuses every text: ${reason}`);
    }
  }

  return {
    get requests() {
      return requests;
    },
    async embed(items, results, outer) {
      const stop = new AbortController();
      const signal = AbortSignal.any([outer, stop.signal]);
      const packs = packTexts(items, { ...embedder.model, textsPerRequest }).map((pack) =>
        send(pack, results, signal).catch((error: unknown) => {
          // If the embedder fails, the other requests need not wait for it.
          stop.abort(error);
          throw error;
        }),
      );
      const ends = await Promise.allSettled(packs);
      outer.throwIfAborted();
      if (stop.signal.aborted) throw stop.signal.reason;
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
}
