import { ConfigError } from '../errors.ts';
import { checkVectors } from './check-vectors.ts';
import type { Embedder, EmbedTask } from './embedder.ts';
import {
  openVertexClient,
  type PredictRequest,
  type VertexClient,
  type VertexClientOptions,
} from './vertex-client.ts';
import { defaultVertexModel, vertexModels } from './vertex-models.ts';

export interface VertexOptions extends VertexClientOptions {
  projectId: string;
  model?: string | undefined;
  dimensions?: number | undefined;
  concurrency?: number | undefined;
}

/** Half of a new project's quota for one model, if a request takes a tenth of a second. */
const defaultConcurrency = 10;
const taskTypes = { document: 'RETRIEVAL_DOCUMENT', query: 'RETRIEVAL_QUERY' } as const;

/**
 * Vertex AI's text embeddings. Google's client is loaded at the first call.
 * @throws ConfigError for a model, a number of dimensions or a region that Vertex does not have
 */
export function vertexEmbedder(options: VertexOptions): Embedder {
  const name = options.model ?? defaultVertexModel;
  const rules = vertexModels[name];
  if (rules === undefined) {
    throw new ConfigError(
      `EMBED_MODEL is not valid: with EMBED_PROVIDER=vertex set it to one of ${Object.keys(vertexModels).join(', ')}.`,
    );
  }
  const dimensions = options.dimensions ?? rules.defaultDimensions;
  if (dimensions < rules.minDimensions || dimensions > rules.dimensions) {
    throw new ConfigError(
      `EMBED_DIMENSIONS is not valid: ${name} has ${rules.minDimensions} to ${rules.dimensions}.`,
    );
  }
  if (rules.locations?.includes(options.region) === false) {
    throw new ConfigError(
      `EMBED_REGION is not valid: ${name} is served in ${rules.locations.join(', ')}, not in ${options.region}.`,
    );
  }
  const { prefix } = rules;
  const endpoint = `projects/${options.projectId}/locations/${options.region}/publishers/google/models/${name}`;
  let opening: Promise<VertexClient> | undefined;
  const opened = () => {
    opening ??= openVertexClient(options).catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  async function embed(texts: readonly string[], task: EmbedTask, signal?: AbortSignal) {
    const client = await opened();
    const contents = texts.map((text) => (prefix?.[task] ?? '') + text);
    const answer =
      rules?.call === 'embedContent'
        ? [await client.embedContent(contentRequest(contents[0] ?? '', task), signal)]
        : (await client.predict(predictRequest(contents, task), signal)).map(valuesOf);
    return checkVectors(answer, texts.length, dimensions);
  }

  function predictRequest(contents: readonly string[], task: EmbedTask): PredictRequest {
    return {
      endpoint,
      instances: contents.map((content) => structOf({ content, task_type: taskTypes[task] })),
      // Vertex would truncate a text silently; packTexts truncates it within the limit instead.
      parameters: structOf({ outputDimensionality: dimensions, autoTruncate: false }),
    };
  }

  function contentRequest(text: string, task: EmbedTask) {
    return {
      model: endpoint,
      content: { parts: [{ text }] },
      embedContentConfig: {
        taskType: taskTypes[task],
        outputDimensionality: dimensions,
        autoTruncate: false,
      },
    };
  }

  return {
    model: { ...rules, key: `vertex:${name}:${dimensions}`, dimensions },
    concurrency: options.concurrency ?? defaultConcurrency,
    embed,
    load() {
      opened().catch(() => {});
    },
    withModel(key) {
      const [, model = '', length] = /^vertex:(.+):(\d+)$/.exec(key) ?? [];
      if (vertexModels[model] === undefined) return null;
      return vertexEmbedder({ ...options, model, dimensions: Number(length) });
    },
  };
}

/** A google.protobuf.Value of a flat object. */
function structOf(object: Record<string, string | number | boolean>) {
  const fields = Object.entries(object).map(([name, value]) => {
    if (typeof value === 'string') return [name, { stringValue: value }];
    if (typeof value === 'number') return [name, { numberValue: value }];
    return [name, { boolValue: value }];
  });
  return { structValue: { fields: Object.fromEntries(fields) } };
}

interface ProtoValue {
  kind?: string;
  numberValue?: number;
  listValue?: { values?: ProtoValue[] };
  structValue?: { fields?: Record<string, ProtoValue> };
}

/** `predictions[].embeddings.values` out of a google.protobuf.Value. */
function valuesOf(prediction: unknown): unknown {
  const embeddings = (prediction as ProtoValue).structValue?.fields?.embeddings;
  const values = embeddings?.structValue?.fields?.values?.listValue?.values;
  return values?.map((value) => value.numberValue);
}
