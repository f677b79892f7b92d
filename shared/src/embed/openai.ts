import * as z from 'zod';
import { checkVectors } from './check-vectors.ts';
import { type Embedder, type EmbedTask, MalformedAnswer } from './embedder.ts';
import { postJson } from './post-json.ts';

export interface OpenAiOptions {
  /** With or without `/embeddings` at the end, for example http://127.0.0.1:11434/v1. */
  url: string;
  model: string;
  apiKey?: string | undefined;
  /** Requests vectors of this length, if the model can truncate them. */
  dimensions?: number | undefined;
  concurrency?: number | undefined;
}

/** What every such server accepts: by default, TEI refuses more than 32 texts. */
const textsPerRequest = 32;
const tokensPerRequest = 24_000;
/**
 * A longer text is truncated here; small models read 512 tokens and truncate the rest themselves.
 */
const tokensPerText = 2_048;
/** A server on the same machine gains little from more. */
const defaultConcurrency = 4;

const instructedQuery =
  'Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ';

/** The prefixes of texts that models expect, from their model cards. */
const prefixes: readonly { model: RegExp; document: string; query: string }[] = [
  { model: /nomic-embed-text/i, document: 'search_document: ', query: 'search_query: ' },
  { model: /\be5-.*instruct/i, document: '', query: instructedQuery },
  { model: /\be5-/i, document: 'passage: ', query: 'query: ' },
  { model: /qwen3-embedding/i, document: '', query: instructedQuery },
  {
    model: /embeddinggemma/i,
    document: 'title: none | text: ',
    query: 'task: search result | query: ',
  },
  {
    model: /mxbai-embed-large|snowflake-arctic-embed|\bbge-(small|base|large)-en/i,
    document: '',
    query: 'Represent this sentence for searching relevant passages: ',
  },
];

const answerShape = z.object({
  data: z.array(z.object({ index: z.number().int().optional(), embedding: z.unknown() })),
});

/** Any server with OpenAI's POST /v1/embeddings: Ollama, LM Studio, TEI, vLLM, OpenAI itself. */
export function openAiEmbedder(options: OpenAiOptions): Embedder {
  const { model, apiKey, dimensions } = options;
  const endpoint = options.url.endsWith('/embeddings') ? options.url : `${options.url}/embeddings`;
  const headers: Record<string, string> =
    apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  const prefix = prefixes.find((rule) => rule.model.test(model));

  async function embed(texts: readonly string[], task: EmbedTask, signal?: AbortSignal) {
    const body = {
      model,
      input: texts.map((text) => (prefix?.[task] ?? '') + text),
      encoding_format: 'float',
      ...(dimensions === undefined ? {} : { dimensions }),
    };
    const answer = answerShape.safeParse(await postJson(endpoint, headers, body, signal));
    if (!answer.success)
      throw new MalformedAnswer('The embedder’s answer does not have the expected shape.');
    const vectors: unknown[] = [];
    for (const [at, row] of answer.data.data.entries()) vectors[row.index ?? at] = row.embedding;
    return checkVectors(Array.from(vectors), texts.length, dimensions ?? null);
  }

  return {
    model: {
      key: keyOf(model, dimensions),
      dimensions: dimensions ?? null,
      textsPerRequest,
      tokensPerRequest,
      tokensPerText,
      usdPerMillionTokens: null,
    },
    concurrency: options.concurrency ?? defaultConcurrency,
    embed,
    withModel(key) {
      const [, other, length] = /^openai:(.+):(\d*)$/.exec(key) ?? [];
      if (other === undefined) return null;
      return openAiEmbedder({
        ...options,
        model: other,
        dimensions: length ? Number(length) : undefined,
      });
    },
  };
}

function keyOf(model: string, dimensions: number | undefined): string {
  return `openai:${model}:${dimensions ?? ''}`;
}
