import { GoogleGenAI } from '@google/genai';
import { OAuth2Client } from 'google-auth-library';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RefusedRequest } from '../../shared/src/embed/embedder.ts';
import { vertexEmbedder } from '../../shared/src/embed/vertex.ts';
import { vertexHost } from '../../shared/src/embed/vertex-client.ts';
import { vertexModels } from '../../shared/src/embed/vertex-models.ts';
import type { FakeEndpoint } from './fake-endpoint.ts';
import { fakeToken, problem, startFakeVertex } from './fake-vertex.ts';

let fake: FakeEndpoint;
beforeAll(async () => {
  fake = await startFakeVertex();
});
afterAll(() => fake?.close());
beforeEach(() => {
  fake.interrupt = () => undefined;
});

const open = (model?: string, more: { dimensions?: number; accessToken?: string } = {}) =>
  vertexEmbedder({
    projectId: 'my-team-docs',
    region: 'eu',
    model,
    apiUrl: fake.url,
    accessToken: fakeToken,
    ...more,
  });

const lengthOf = (vector: readonly number[] = []) => Math.hypot(...vector);

describe.each(Object.keys(vertexModels))('%s', (model) => {
  it('answers vectors of unit length for documents and for queries', async () => {
    const embedder = open(model);
    for (const task of ['document', 'query'] as const) {
      const [vector] = await embedder.embed(['How do I get started?'], task);
      expect(vector).toHaveLength(embedder.model.dimensions ?? 0);
      expect(lengthOf(vector)).toBeCloseTo(1, 6);
    }
  });

  it('takes as many texts as its rules say, and not one more', async () => {
    const embedder = open(model);
    const texts = (count: number) => Array.from({ length: count }, (_, i) => `text ${i}`);
    const most = embedder.model.textsPerRequest;
    expect(await embedder.embed(texts(most), 'document')).toHaveLength(most);
    if (vertexModels[model]?.call === 'embedContent') return;
    await expect(embedder.embed(texts(most + 1), 'document')).rejects.toThrow(RefusedRequest);
  });
});

it.each([
  ['europe-west1', 'europe-west1-aiplatform.googleapis.com'],
  ['eu', 'aiplatform.eu.rep.googleapis.com'],
  ['us', 'aiplatform.us.rep.googleapis.com'],
  ['global', 'aiplatform.googleapis.com'],
])('reaches %s at %s', (region, host) => {
  expect(vertexHost(region)).toBe(host);
});

it('refuses a region that does not serve the model, and names those that do', () => {
  const embedder = (region: string) =>
    vertexEmbedder({ projectId: 'my-team-docs', region, model: 'gemini-embedding-2' });
  expect(() => embedder('europe-west1')).toThrow(
    'EMBED_REGION is not valid: gemini-embedding-2 is served in eu, us, global, not in europe-west1.',
  );
  expect(embedder('us').model.key).toBe('vertex:gemini-embedding-2:768');
});

it('asks gemini-embedding-001 for 768 dimensions unless told otherwise', () => {
  expect(open().model.key).toBe('vertex:gemini-embedding-001:768');
  expect(open(undefined, { dimensions: 3072 }).model.key).toBe('vertex:gemini-embedding-001:3072');
});

it('knows its own models of other generations, and no other provider’s', () => {
  const other = open().withModel('vertex:text-embedding-005:256');
  expect(other?.model).toMatchObject({ textsPerRequest: 250, dimensions: 256 });
  expect(open().withModel('openai:nomic-embed-text:')).toBeNull();
});

it.each([
  [400, 'INVALID_ARGUMENT', { name: 'RefusedRequest' }],
  [401, 'UNAUTHENTICATED', { code: 'forbidden' }],
  [403, 'PERMISSION_DENIED', { code: 'forbidden' }],
  [429, 'RESOURCE_EXHAUSTED', { code: 'rate_limited' }],
  [500, 'INTERNAL', { code: 'upstream_unavailable' }],
  [503, 'UNAVAILABLE', { code: 'upstream_unavailable' }],
  [504, 'DEADLINE_EXCEEDED', { code: 'upstream_timeout' }],
])('knows what %i means, and does not try again by itself', async (code, status, expected) => {
  fake.interrupt = () => problem(code, status, 'Refused.');
  const before = fake.requests;
  await expect(open().embed(['text'], 'document')).rejects.toMatchObject(expected);
  expect(fake.requests).toBe(before + 1);
});

it('refuses a wrong token as Google does', async () => {
  const embedder = open(undefined, { accessToken: 'another' });
  await expect(embedder.embed(['text'], 'query')).rejects.toMatchObject({ code: 'forbidden' });
});

it('stops waiting when it is told to', async () => {
  fake.interrupt = () => 'never';
  const signal = AbortSignal.timeout(50);
  await expect(open().embed(['text'], 'query', signal)).rejects.toThrow(/timeout/);
});

it('the fake takes Google’s own @google/genai too', async () => {
  const authClient = new OAuth2Client();
  authClient.setCredentials({ access_token: fakeToken });
  const google = new GoogleGenAI({
    vertexai: true,
    project: 'my-team-docs',
    location: 'eu',
    httpOptions: { baseUrl: fake.url },
    googleAuthOptions: { authClient } as never,
  });
  const config = { taskType: 'RETRIEVAL_DOCUMENT', outputDimensionality: 256, autoTruncate: false };
  for (const model of Object.keys(vertexModels)) {
    const answer = await google.models.embedContent({ model, contents: 'Coffee at nine.', config });
    expect(answer.embeddings?.[0]?.values).toHaveLength(256);
  }
  const contents = Array.from({ length: 251 }, (_, i) => `text ${i}`);
  await expect(
    google.models.embedContent({ model: 'text-embedding-005', contents, config }),
  ).rejects.toThrow(/too many instances/);
});
