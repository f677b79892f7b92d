import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { type FakeAnswer, type FakeEndpoint, fakeEndpoint } from './fake-endpoint.ts';
import { countTokens, fakeVector } from './fake-vectors.ts';

// What Google documents of each model, written down apart from the product's own table. Source:
// Google Cloud, "Get text embeddings", sections "API limits" and "Supported models".
interface Limits {
  call: string;
  texts: number;
  tokens: number;
  tokensPerText: number;
  dimensions: number[];
  /** Where it is served; everywhere if undefined. */
  locations?: string[];
}
const predictLimits = { call: 'predict', texts: 250, tokens: 20_000, tokensPerText: 2_048 };
const older: Limits = { ...predictLimits, dimensions: [1, 768] };
const models: Record<string, Limits> = {
  'text-embedding-004': older,
  'text-embedding-005': older,
  'text-multilingual-embedding-002': older,
  'gemini-embedding-001': { ...predictLimits, dimensions: [1, 3072] },
  'gemini-embedding-2': {
    call: 'embedContent',
    texts: 1,
    tokens: 8_192,
    tokensPerText: 8_192,
    dimensions: [128, 3072],
    locations: ['eu', 'us', 'global'],
  },
};

const taskType = z.enum([
  'RETRIEVAL_QUERY',
  'RETRIEVAL_DOCUMENT',
  'SEMANTIC_SIMILARITY',
  'CLASSIFICATION',
  'CLUSTERING',
  'QUESTION_ANSWERING',
  'FACT_VERIFICATION',
  'CODE_RETRIEVAL_QUERY',
]);
const parameters = z.strictObject({
  outputDimensionality: z.number().int().optional(),
  autoTruncate: z.boolean().default(true),
});
const predictBody = z.strictObject({
  instances: z
    .array(
      z.strictObject({
        content: z.string().min(1),
        task_type: taskType.optional(),
        title: z.string().optional(),
      }),
    )
    .min(1),
  parameters: parameters.prefault({}),
  labels: z.record(z.string(), z.string()).optional(),
});
const contentBody = z.object({
  content: z.object({ parts: z.array(z.object({ text: z.string().min(1) })).length(1) }),
  embedContentConfig: parameters
    .extend({ taskType: taskType.or(z.int()).optional(), title: z.string().optional() })
    .prefault({}),
});

export const fakeToken = 'the-token';

/** Vertex AI's embedding calls, with the documented limits of each model. */
export function startFakeVertex(): Promise<FakeEndpoint> {
  return fakeEndpoint(answer, textsOf);
}

function textsOf(body: unknown): string[] {
  const predict = predictBody.safeParse(body);
  if (predict.success) return predict.data.instances.map((instance) => instance.content);
  const content = contentBody.safeParse(body);
  return content.success ? content.data.content.parts.map((part) => part.text) : [];
}

function answer(path: string, body: unknown, headers: IncomingMessage['headers']): FakeAnswer {
  const pattern =
    /^\/v1(?:beta1)?\/projects\/[\w-]+\/locations\/([\w-]+)\/publishers\/google\/models\/([\w.-]+):(\w+)(\?|$)/;
  const [, location = '', name = '', call] = pattern.exec(path) ?? [];
  if (headers.authorization !== `Bearer ${fakeToken}`) {
    return problem(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
  }
  const model = models[name];
  if (model === undefined || model.locations?.includes(location) === false) {
    return problem(404, 'NOT_FOUND', `Publisher Model ${name} was not found in ${location}.`);
  }
  if (call !== model.call) return invalid(`${name} is not supported by the ${call} API.`);
  return call === 'predict' ? predict(name, model, body) : embedContent(name, model, body);
}

function predict(name: string, model: Limits, body: unknown): FakeAnswer {
  const parsed = predictBody.safeParse(body);
  if (!parsed.success) return invalid(z.prettifyError(parsed.error));
  const { instances, parameters: asked } = parsed.data;
  const broken = limitsBroken(
    model,
    asked,
    instances.map((instance) => instance.content),
  );
  if (broken) return invalid(broken);
  if (instances.some(({ title, task_type }) => title && task_type !== 'RETRIEVAL_DOCUMENT')) {
    return invalid('title is valid with RETRIEVAL_DOCUMENT only.');
  }
  const predictions = instances.map(({ content, task_type }) => ({
    embeddings: {
      values: values(name, content, asked, task_type, model),
      statistics: {
        token_count: Math.min(countTokens(content), model.tokensPerText),
        truncated: countTokens(content) > model.tokensPerText,
      },
    },
  }));
  return { status: 200, body: { predictions, metadata: { billableCharacterCount: 1 } } };
}

function embedContent(name: string, model: Limits, body: unknown): FakeAnswer {
  const parsed = contentBody.safeParse(body);
  if (!parsed.success) return invalid(z.prettifyError(parsed.error));
  const { content, embedContentConfig: asked } = parsed.data;
  const texts = content.parts.map((part) => part.text);
  const broken = limitsBroken(model, asked, texts);
  if (broken) return invalid(broken);
  const [text = ''] = texts;
  return {
    status: 200,
    body: {
      embedding: { values: values(name, text, asked, undefined, model) },
      usageMetadata: { promptTokenCount: countTokens(text) },
      truncated: countTokens(text) > model.tokensPerText,
    },
  };
}

function limitsBroken(
  { texts: most, tokens, tokensPerText, dimensions: [least = 1, longest = 1] }: Limits,
  { outputDimensionality, autoTruncate }: z.output<typeof parameters>,
  texts: readonly string[],
): string | undefined {
  const counts = texts.map(countTokens);
  const sum = counts.reduce((total, count) => total + count, 0);
  if (texts.length > most) return tooManyInstances(texts.length, most);
  if (sum > tokens)
    return `The input token count is ${sum} but the model supports up to ${tokens}.`;
  if (!autoTruncate && counts.some((count) => count > tokensPerText)) {
    return `The text has more than ${tokensPerText} tokens, and autoTruncate is false.`;
  }
  const asked = outputDimensionality ?? longest;
  return asked < least || asked > longest ? `outputDimensionality ${asked} is invalid.` : undefined;
}

/** As Vertex says it of gemini-embedding-001 (seen by others in 2026). */
export function tooManyInstances(count: number, most: number): string {
  return `Unable to submit request because it included too many instances. It has a batchSize value of ${count} but the supported range is from 1 (inclusive) to ${most + 1} (exclusive).`;
}

/** Full vectors are of unit length, shortened ones of gemini are not: as Google documents. */
function values(
  name: string,
  text: string,
  { outputDimensionality }: z.output<typeof parameters>,
  task: string | undefined,
  { dimensions: [, longest = 768] }: Limits,
): number[] {
  const bare = text.replace(/^(title: none \| text|task: search result \| query): /, '');
  const vector = fakeVector(bare, name, outputDimensionality ?? longest);
  return task === 'RETRIEVAL_QUERY' ? vector.map((value) => value * 0.5) : vector;
}

function invalid(message: string): FakeAnswer {
  return problem(400, 'INVALID_ARGUMENT', message);
}

export function problem(code: number, status: string, message: string): FakeAnswer {
  return { status: code, body: { error: { code, message, status } } };
}
