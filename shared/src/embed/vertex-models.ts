/** How to call a model of Vertex AI. */
export interface VertexModel {
  /** The locations that serve it, if not every region does. */
  locations?: readonly string[];
  call: 'predict' | 'embedContent';
  textsPerRequest: number;
  tokensPerRequest: number;
  tokensPerText: number;
  /** The length of its vectors by default, which is also the maximum. */
  dimensions: number;
  /** The length that DocPilot requests by default. */
  defaultDimensions: number;
  minDimensions: number;
  /** Prefixes of a text, for a model that expects its task as an instruction. */
  prefix?: { document: string; query: string };
  usdPerMillionTokens: number;
}

export const defaultVertexModel = 'gemini-embedding-001';

/** The limits of a request that `predict` has for every model. */
const predict = {
  call: 'predict',
  textsPerRequest: 250,
  tokensPerRequest: 20_000,
  tokensPerText: 2_048,
} as const;

/** The first generation of models. */
const older = {
  ...predict,
  dimensions: 768,
  defaultDimensions: 768,
  minDimensions: 1,
  usdPerMillionTokens: 0.1,
} as const;

/**
 * How to call each model. Source: Google Cloud, "Get text embeddings" and "Get multimodal
 * embeddings" (limits of a request, dimensions), "Model lifecycle": the first three retire on
 * 1 April 2027, gemini-embedding-001 not before May 2028. Older pages allow gemini-embedding-001 one
 * text in a request: `embedDocuments` sends one at a time if Vertex refuses more. Prices are approximate, for estimates
 * only.
 */
export const vertexModels: Readonly<Record<string, VertexModel>> = {
  'text-embedding-004': older,
  'text-embedding-005': older,
  'text-multilingual-embedding-002': older,
  'gemini-embedding-001': {
    ...predict,
    dimensions: 3_072,
    defaultDimensions: 768,
    minDimensions: 1,
    usdPerMillionTokens: 0.15,
  },
  'gemini-embedding-2': {
    call: 'embedContent',
    textsPerRequest: 1,
    tokensPerRequest: 8_192,
    tokensPerText: 8_192,
    locations: ['eu', 'us', 'global'],
    dimensions: 3_072,
    defaultDimensions: 768,
    minDimensions: 128,
    prefix: { document: 'title: none | text: ', query: 'task: search result | query: ' },
    usdPerMillionTokens: 0.2,
  },
};
