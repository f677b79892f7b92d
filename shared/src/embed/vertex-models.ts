/** How Vertex AI wants a model to be called. */
export interface VertexModel {
  call: 'predict' | 'embedContent';
  textsPerRequest: number;
  tokensPerRequest: number;
  tokensPerText: number;
  /** What it answers unless told otherwise, which is also the most. */
  dimensions: number;
  /** What we ask for. */
  defaultDimensions: number;
  minDimensions: number;
  /** In front of a text, for a model that takes its task as an instruction. */
  prefix?: { document: string; query: string };
  usdPerMillionTokens: number;
}

export const defaultVertexModel = 'gemini-embedding-001';

/** Texts of the first generation of models: several in a request. */
const older = {
  call: 'predict',
  textsPerRequest: 250,
  tokensPerRequest: 20_000,
  tokensPerText: 2_048,
  dimensions: 768,
  defaultDimensions: 768,
  minDimensions: 1,
  usdPerMillionTokens: 0.1,
} as const;

/**
 * The calling rules by model. Source: Google Cloud, "Get text embeddings" and "Get multimodal
 * embeddings" (limits of a request, dimensions), "Model lifecycle": the first three retire on
 * 1 April 2027, gemini-embedding-001 not before May 2028. Prices are rough, for estimates alone.
 */
export const vertexModels: Readonly<Record<string, VertexModel>> = {
  'text-embedding-004': older,
  'text-embedding-005': older,
  'text-multilingual-embedding-002': older,
  'gemini-embedding-001': {
    call: 'predict',
    textsPerRequest: 1,
    tokensPerRequest: 2_048,
    tokensPerText: 2_048,
    dimensions: 3_072,
    defaultDimensions: 768,
    minDimensions: 1,
    usdPerMillionTokens: 0.15,
  },
  'gemini-embedding-2': {
    call: 'embedContent',
    textsPerRequest: 1,
    tokensPerRequest: 2_048,
    tokensPerText: 2_048,
    dimensions: 3_072,
    defaultDimensions: 768,
    minDimensions: 128,
    prefix: { document: 'title: none | text: ', query: 'task: search result | query: ' },
    usdPerMillionTokens: 0.2,
  },
};
