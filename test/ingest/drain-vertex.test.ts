import type { Database } from '@docpilot/shared/database';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Embedder } from '../../shared/src/embed/embedder.ts';
import { openEmbedder } from '../../shared/src/embed/open-embedder.ts';
import { openVertexClient } from '../../shared/src/embed/vertex-client.ts';
import {
  type DrainOptions,
  drainEmbeddings,
} from '../../shared/src/ingest/embeddings/drain-embeddings.ts';
import { createLogger } from '../../shared/src/log.ts';
import type { FakeEndpoint } from '../embed/fake-endpoint.ts';
import { fakeToken, startFakeVertex } from '../embed/fake-vertex.ts';
import { runs } from '../support/long-runs.ts';
import { storePassages } from '../support/stored-passages.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let vertex: FakeEndpoint;
let lines: object[];
// Loading Google's client takes seconds.
beforeAll(() => openVertexClient({ region: 'global' }));
beforeEach(async () => {
  database = await openTestDatabase();
  vertex = await startFakeVertex();
  lines = [];
});
afterEach(() => vertex.close());

const texts = (count: number) => Array.from({ length: count }, (_, i) => `Passage number ${i}.`);

function vertexOf(more: Record<string, string>): Embedder {
  const embedder = openEmbedder({
    EMBED_PROVIDER: 'vertex',
    EMBED_DIMENSIONS: '16',
    PROJECT_ID: 'my-team-docs',
    REGION: 'europe-west1',
    VERTEX_API_URL: vertex.url,
    GOOGLE_ACCESS_TOKEN: fakeToken,
    ...more,
  });
  if (embedder === null) throw new Error('no embedder');
  return embedder;
}

const drain = (embedder: Embedder, more: Partial<DrainOptions> = {}) =>
  drainEmbeddings(database, {
    embedder,
    holder: 'worker',
    deadline: Date.now() + 60_000,
    monthlyCharacters: 1e9,
    log: createLogger('test', {
      destination: { write: (line: string) => lines.push(JSON.parse(line)) },
    }),
    firstPauseMs: 5,
    ...more,
  });

it('embeds many passages: no text twice, no 400, as many requests at a time as is set', async () => {
  // So long that a request is full by its tokens before it is by its texts.
  const count = runs(1_500, 4_000);
  const passages = texts(count).map((text) => `${text} ${'word '.repeat(100)}`);
  await storePassages(database, passages);
  vertex.latencyMs = 20;
  const embedder = vertexOf({
    EMBED_MODEL: 'text-embedding-005',
    EMBED_CONCURRENCY: '2',
  });
  expect(await drain(embedder)).toMatchObject({ embedded: count, state: 'complete' });
  expect(vertex.sent).toHaveLength(count);
  expect(new Set(vertex.sent).size).toBe(count);
  expect(Object.keys(vertex.statuses)).toEqual(['200']);
  expect(vertex.requests).toBeGreaterThan(count / 250);
  expect(vertex.peak).toBe(2);
});

it('sends a model that takes one text a request as many at a time as is set', async () => {
  await storePassages(database, texts(100));
  vertex.latencyMs = 40;
  const embedder = vertexOf({
    EMBED_MODEL: 'gemini-embedding-2',
    EMBED_REGION: 'eu',
    EMBED_DIMENSIONS: '128',
    EMBED_CONCURRENCY: '7',
  });
  expect(await drain(embedder)).toMatchObject({ embedded: 100, requests: 100 });
  expect([vertex.statuses, vertex.peak]).toEqual([{ 200: 100 }, 7]);
});

it('says what a large run will send and cost, before the first request', async () => {
  const passages = texts(2_000).map((text) => `${text} ${'word '.repeat(80)}`);
  const characters = passages.join('').length;
  await storePassages(database, passages);
  await drain(vertexOf({}), { deadline: Date.now() });
  expect(vertex.requests).toBe(0);
  expect(lines).toMatchObject([
    {
      severity: 'INFO',
      message: 'a large run of embeddings',
      model: 'vertex:gemini-embedding-001:16',
      passages: 2_000,
      characters,
      // 0.15 for a million tokens of four characters.
      usd: 0.03,
      leftThisMonth: 1e9,
    },
  ]);
});
