import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentEmbedder, type EmbedResults } from '../../shared/src/embed/embed-documents.ts';
import { vertexEmbedder } from '../../shared/src/embed/vertex.ts';
import { openVertexClient } from '../../shared/src/embed/vertex-client.ts';
import type { FakeAnswer, FakeEndpoint } from './fake-endpoint.ts';
import { fakeToken, problem, startFakeVertex, tooManyInstances } from './fake-vertex.ts';

let fake: FakeEndpoint;
// Loading Google's client takes seconds.
beforeAll(() => openVertexClient({ region: 'global' }));
beforeEach(async () => {
  fake = await startFakeVertex();
});
afterEach(() => fake.close());

const items = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `${i}`, text: `Text number ${i}.` }));

// Two that take many texts a request, and the one that takes one alone.
const models = ['text-embedding-005', 'gemini-embedding-001', 'gemini-embedding-2'];

describe.each(models)('%s', (model) => {
  async function embedAll(count: number, signal = AbortSignal.timeout(20_000)) {
    const vectors = new Map<string, readonly number[]>();
    const refused: string[] = [];
    const results: EmbedResults = {
      embedded: async (done, answers) => {
        for (const [i, { id }] of done.entries()) vectors.set(id, answers[i] ?? []);
      },
      refused: async ({ id }) => {
        refused.push(id);
      },
    };
    const embedder = vertexEmbedder({
      projectId: 'my-team-docs',
      region: 'eu',
      model,
      dimensions: 128,
      concurrency: 8,
      apiUrl: fake.url,
      accessToken: fakeToken,
    });
    const documents = documentEmbedder(embedder, { firstPauseMs: 5 });
    const end = await documents.embed(items(count), results, signal).then(
      () => null,
      (error: unknown) => error,
    );
    return { vectors, refused, end };
  }

  it('survives a storm of 429, each text embedded once', async () => {
    fake.latencyMs = 3;
    let storm = 12;
    fake.interrupt = () =>
      storm-- > 0 ? problem(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded.') : undefined;
    const { vectors, refused, end } = await embedAll(800);
    expect([end, refused, vectors.size]).toEqual([null, [], 800]);
    expect(fake.statuses[429]).toBe(12);
    expect(fake.embedded).toHaveLength(800);
    expect(new Set(fake.embedded).size).toBe(800);
  });

  it('goes on with one text in a request where no more are taken, and asks for more once', async () => {
    fake.interrupt = (texts) =>
      texts.length > 1
        ? problem(400, 'INVALID_ARGUMENT', tooManyInstances(texts.length, 1))
        : undefined;
    const { vectors, refused, end } = await embedAll(60);
    expect([end, refused, vectors.size]).toEqual([null, [], 60]);
    expect(fake.embedded).toHaveLength(60);
    expect(fake.statuses[400] ?? 0).toBe(model === 'gemini-embedding-2' ? 0 : 1);
  });

  it('finds the one poison text, and embeds the others once each', async () => {
    fake.interrupt = (texts) =>
      texts.some((text) => text.endsWith('Text number 33.'))
        ? problem(400, 'INVALID_ARGUMENT', 'The content is not supported.')
        : undefined;
    const { vectors, refused, end } = await embedAll(60);
    expect([end, refused, vectors.size]).toEqual([null, ['33'], 59]);
    expect(new Set(fake.embedded).size).toBe(fake.embedded.length);
  });

  it('continues after timeouts, and ends at its deadline if there is no answer at all', async () => {
    let late = 2;
    fake.interrupt = () =>
      late-- > 0 ? problem(504, 'DEADLINE_EXCEEDED', 'Deadline exceeded.') : undefined;
    expect(await embedAll(20)).toMatchObject({ end: null, vectors: { size: 20 } });
    fake.interrupt = () => 'never';
    const { end } = await embedAll(5, AbortSignal.timeout(80));
    expect(end).toMatchObject({ name: 'TimeoutError' });
  });

  const answers: [what: string, FakeAnswer['body']][] = [
    ['nothing', {}],
    ['no vectors', { predictions: [], embedding: {} }],
    [
      'no numbers',
      {
        predictions: [{ embeddings: { values: ['a'] } }],
        embedding: { values: ['a'] },
      },
    ],
    [
      'a shorter vector',
      { predictions: [{ embeddings: { values: [1, 2] } }], embedding: { values: [1, 2] } },
    ],
    [
      'a vector without a direction',
      {
        predictions: [{ embeddings: { values: Array(128).fill(0) } }],
        embedding: { values: Array(128).fill(0) },
      },
    ],
    ['text', 'an answer of some proxy'],
  ];
  it.each(answers)('records nothing when the answer is %s', async (_what, body) => {
    fake.interrupt = () => ({ status: 200, body });
    const { vectors, refused, end } = await embedAll(1);
    expect([vectors.size, refused]).toEqual([0, []]);
    expect(end).toMatchObject({ code: 'upstream_unavailable' });
  });
});
