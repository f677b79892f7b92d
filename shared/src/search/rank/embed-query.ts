import type { Embedder } from '../../embed/embedder.ts';
import type { Generation } from '../../store/embeddings/generation.ts';

/** A query's vector, in time or not at all. */
export interface QueryEmbedder {
  /** The share of meaning in the ranking. */
  readonly weight: number;
  /** By the model of that generation; null when it is down, late, or another provider's. */
  embed(text: string, generation: Generation): Promise<readonly number[] | null>;
}

export interface QueryEmbedderOptions {
  weight: number;
  /** Milliseconds a search waits for its vector. */
  budgetMs?: number;
  /** The first one loads a client and opens connections. */
  firstBudgetMs?: number;
}

/** Vectors that are kept: assistants ask the same again, page by page. */
const cacheSize = 200;
/** Failures in a row after which searches do without, for a while, instead of waiting each. */
const tolerated = 3;
const restMs = 15_000;

/** Embeds queries for the searches of this instance; a late vector is there for the next one. */
export function queryEmbedder(
  embedder: Embedder,
  { weight, budgetMs = 800, firstBudgetMs = 3_000 }: QueryEmbedderOptions,
): QueryEmbedder {
  const cache = new Map<string, Promise<readonly number[]>>();
  const embedders = new Map<string, Embedder | null>([[embedder.model.key, embedder]]);
  let isFirst = true;
  let failures = 0;
  let restsUntil = 0;

  function embedderFor(model: string): Embedder | null {
    const known = embedders.get(model);
    if (known !== undefined) return known;
    const other = embedder.withModel(model);
    embedders.set(model, other);
    return other;
  }

  function ask(own: Embedder, text: string, { model, dimensions }: Generation) {
    const key = `${model}\n${text}`;
    const cached = cache.get(key);
    if (cached !== undefined) {
      // The least recently used one is the first of a Map.
      cache.delete(key);
      cache.set(key, cached);
      return cached;
    }
    if (performance.now() < restsUntil) return null;
    const asked = own.embed([text], 'query').then(([vector]) => {
      if (vector?.length !== dimensions) throw new Error('a query’s vector has other dimensions');
      failures = 0;
      return vector;
    });
    cache.set(key, asked);
    asked.catch(() => cache.delete(key));
    if (cache.size > cacheSize) cache.delete(cache.keys().next().value ?? '');
    return asked;
  }

  return {
    weight,
    async embed(text, generation) {
      const own = embedderFor(generation.model);
      const asked = own && ask(own, text, generation);
      if (!asked) return null;
      const waitMs = isFirst ? firstBudgetMs : budgetMs;
      isFirst = false;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<null>((resolve) => {
        timer = setTimeout(resolve, waitMs, null);
      });
      const vector = await Promise.race([asked.catch(() => null), late]);
      clearTimeout(timer);
      if (vector === null) {
        failures += 1;
        if (failures >= tolerated) {
          failures = 0;
          restsUntil = performance.now() + restMs;
        }
      }
      return vector;
    },
  };
}
