import type { Embedder } from '../../embed/embedder.ts';
import type { Logger } from '../../log.ts';
import type { Generation } from '../../store/embeddings/generation.ts';

/** Embeds queries within a time budget. */
export interface QueryEmbedder {
  /** The weight of meaning in the ranking, 0 to 1. */
  readonly weight: number;
  /** The query's vector by the generation's model; null if it is down, late, or another provider's. */
  embed(text: string, generation: Generation): Promise<readonly number[] | null>;
}

export interface QueryEmbedderOptions {
  weight: number;
  /** Gets one warning when the embedder fails, and a line for each degraded answer. */
  log?: Logger | undefined;
  /** How long a search waits for its vector. */
  budgetMs?: number;
  /** The budget of the first search, which loads a client and opens connections. */
  firstBudgetMs?: number;
}

/** Vectors in the cache: assistants repeat a query for each page. */
const cacheSize = 200;
/** Consecutive failures after which searches stop waiting for the embedder for a while. */
const maxFailures = 3;
const pauseMs = 15_000;

/** The embedder of this instance's queries. A vector that is late is cached for the next search. */
export function queryEmbedder(
  embedder: Embedder,
  { weight, log, budgetMs = 800, firstBudgetMs = 3_000 }: QueryEmbedderOptions,
): QueryEmbedder {
  const cache = new Map<string, Promise<readonly number[]>>();
  const embedders = new Map<string, Embedder | null>([[embedder.model.key, embedder]]);
  let isFirst = true;
  let failures = 0;
  let isFailing = false;
  let pausedUntil = 0;

  function embedderFor(model: string): Embedder | null {
    const known = embedders.get(model);
    if (known !== undefined) return known;
    const other = embedder.withModel(model);
    embedders.set(model, other);
    return other;
  }

  function requestVector(own: Embedder, text: string, { model, dimensions }: Generation) {
    const key = `${model}\n${text}`;
    const cached = cache.get(key);
    if (cached !== undefined) {
      // Moves it to the end of the Map, whose first entry is the least recently used one.
      cache.delete(key);
      cache.set(key, cached);
      return cached;
    }
    if (performance.now() < pausedUntil) return null;
    const request = own.embed([text], 'query').then(([vector]) => {
      if (vector?.length !== dimensions)
        throw new Error('the query’s vector has the wrong number of dimensions');
      failures = 0;
      return vector;
    });
    cache.set(key, request);
    request.catch(() => cache.delete(key));
    if (cache.size > cacheSize) cache.delete(cache.keys().next().value ?? '');
    return request;
  }

  return {
    weight,
    async embed(text, generation) {
      const own = embedderFor(generation.model);
      const request = own && requestVector(own, text, generation);
      if (!request) {
        log?.info('degraded answer');
        return null;
      }
      const waitMs = isFirst ? firstBudgetMs : budgetMs;
      isFirst = false;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<null>((resolve) => {
        timer = setTimeout(resolve, waitMs, null);
      });
      let error: unknown = new Error(`no answer within ${waitMs} ms`);
      const answered = request.catch((reason) => {
        error = reason;
        return null;
      });
      const vector = await Promise.race([answered, late]);
      clearTimeout(timer);
      if (vector !== null && isFailing) log?.info('the embedder answers again');
      if (vector === null) {
        if (!isFailing) log?.warn({ error }, 'the embedder fails: searches are by words alone');
        log?.info('degraded answer');
        failures += 1;
        if (failures >= maxFailures) {
          failures = 0;
          pausedUntil = performance.now() + pauseMs;
        }
      }
      isFailing = vector === null;
      return vector;
    },
  };
}
