import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentEmbedder, type EmbedResults } from '../../shared/src/embed/embed-documents.ts';
import { openEmbedder } from '../../shared/src/embed/open-embedder.ts';
import type { FakeAnswer, FakeEndpoint } from './fake-endpoint.ts';
import { startFakeOpenAi } from './fake-openai.ts';

let fake: FakeEndpoint;
beforeEach(async () => {
  fake = await startFakeOpenAi();
});
afterEach(() => fake.close());

const settings = () => ({
  EMBED_PROVIDER: 'openai',
  EMBED_URL: `${fake.url}/v1`,
  EMBED_MODEL: 'test-model',
});

function embedderUnderTest(more: Record<string, string> = {}) {
  const embedder = openEmbedder({ ...settings(), ...more });
  if (embedder === null) throw new Error('no embedder');
  return embedder;
}

const items = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `${i}`, text: `Text number ${i}.` }));

/** Embeds the texts, and returns the result of each. */
async function embedAll(
  texts: ReturnType<typeof items>,
  { more = {}, signal = AbortSignal.timeout(20_000) } = {},
) {
  const vectors = new Map<string, number[]>();
  const refused = new Map<string, string>();
  const results: EmbedResults = {
    embedded: async (done, answers) => {
      for (const [i, { id }] of done.entries()) vectors.set(id, answers[i] ?? []);
    },
    refused: async ({ id }, reason) => {
      refused.set(id, reason);
    },
  };
  const documents = documentEmbedder(embedderUnderTest(more), { firstPauseMs: 5 });
  const end = await documents.embed(texts, results, signal).then(
    () => null,
    (error: unknown) => error,
  );
  return { vectors, refused, end };
}

const rateLimit: FakeAnswer = { status: 429, body: {}, headers: { 'retry-after': '0.02' } };

describe('many texts', () => {
  it('are embedded once each, with as many requests at a time as is set', async () => {
    fake.latencyMs = 40;
    const { vectors, end } = await embedAll(items(1_000), { more: { EMBED_CONCURRENCY: '6' } });
    expect(end).toBeNull();
    expect(vectors.size).toBe(1_000);
    expect(new Set(fake.sent).size).toBe(fake.sent.length);
    expect(fake.peak).toBe(6);
    expect(fake.statuses).toEqual({ 200: 32 });
  });

  it('get the vector of their own text, though the answer comes in another order', async () => {
    const { vectors } = await embedAll(items(40));
    const alone = await embedderUnderTest().embed(['Text number 7.'], 'document');
    expect(vectors.get('7')).toEqual(alone[0]);
  });

  it('survive a storm of rate limits, with fewer requests meanwhile and no text twice', async () => {
    fake.latencyMs = 3;
    let storm = 25;
    fake.interrupt = () => (storm-- > 0 ? rateLimit : undefined);
    const { vectors, end } = await embedAll(items(640), { more: { EMBED_CONCURRENCY: '8' } });
    expect(end).toBeNull();
    expect(vectors.size).toBe(640);
    expect(new Set(fake.embedded).size).toBe(fake.embedded.length);
    expect(fake.statuses).toEqual({ 200: 20, 429: 25 });
  });
});

describe('a text that is refused', () => {
  it('is found by cutting its batch in two, and the others are embedded', async () => {
    fake.interrupt = (texts) =>
      texts.includes('Text number 77.') ? { status: 400, body: { error: 'unsafe' } } : undefined;
    const { vectors, refused, end } = await embedAll(items(200));
    expect(end).toBeNull();
    expect([...refused]).toEqual([['77', expect.stringContaining('unsafe')]]);
    expect(vectors.size).toBe(199);
    expect(new Set(fake.embedded).size).toBe(fake.embedded.length);
  });

  it('for its length is embedded by its first half', async () => {
    fake.interrupt = (texts) =>
      texts.some((text) => text.length > 600)
        ? { status: 413, body: { error: 'input has too many tokens' } }
        : undefined;
    const long = { id: 'long', text: 'word '.repeat(300) };
    const { vectors, refused } = await embedAll([...items(3), long]);
    expect(vectors.size).toBe(4);
    expect(refused.size).toBe(0);
  });

  it('is not given up when the embedder refuses everything', async () => {
    fake.interrupt = () => ({ status: 400, body: { error: 'no such parameter' } });
    const { vectors, refused, end } = await embedAll(items(40));
    expect([vectors.size, refused.size]).toEqual([0, 0]);
    expect(end).toMatchObject({ code: 'upstream_unavailable' });
    expect(String(end)).toContain('no such parameter');
  });
});

describe('an embedder that is out', () => {
  it.each([
    ['answers 503', { status: 503, body: {} }, 'upstream_unavailable'],
    ['answers 504', { status: 504, body: {} }, 'upstream_timeout'],
    ['never stops limiting', rateLimit, 'rate_limited'],
    ['does not know the key', { status: 401, body: {} }, 'forbidden'],
  ] as const)('%s: ends after a few tries', async (_what, answer, code) => {
    fake.interrupt = () => answer;
    const { vectors, refused, end } = await embedAll(items(100));
    expect(end).toMatchObject({ code });
    expect([vectors.size, refused.size]).toEqual([0, 0]);
    expect(fake.requests).toBeLessThan(50);
  });

  it('hangs: ends when the time is over', async () => {
    fake.interrupt = () => 'never';
    const { end } = await embedAll(items(400), { signal: AbortSignal.timeout(80) });
    expect(end).toMatchObject({ name: 'TimeoutError' });
  });

  it('cannot be reached: says so', async () => {
    const { end } = await embedAll(items(2), { more: { EMBED_URL: 'http://127.0.0.1:9/v1' } });
    expect(end).toMatchObject({ code: 'upstream_unavailable' });
  });
});

describe('garbage', () => {
  const row = (embedding: unknown, index = 0) => ({ index, embedding });
  it.each([
    ['too few vectors', { data: [] }],
    ['no numbers', { data: [row(['a', 'b'])] }],
    ['NaN', { data: [row([null, 1, 2])] }],
    ['a vector without a direction', { data: [row([0, 0, 0])] }],
    ['vectors of two lengths', { data: [row([1, 2]), row([1, 2, 3], 1)] }],
    ['another shape', { result: 'ok' }],
    ['no object', 'ok'],
  ])('%s is refused, and nothing is recorded', async (_what, body) => {
    fake.interrupt = () => ({ status: 200, body });
    const { vectors, refused, end } = await embedAll(items(2));
    expect(end).toMatchObject({ code: 'upstream_unavailable' });
    expect([vectors.size, refused.size]).toEqual([0, 0]);
  });

  it('that comes once is asked for again, and gives no text up', async () => {
    let garbage = 0;
    fake.interrupt = (texts) => {
      garbage += 1;
      return garbage === 2
        ? { status: 200, body: { data: texts.map(() => row([null])) } }
        : undefined;
    };
    const { vectors, refused } = await embedAll(items(100));
    expect([vectors.size, refused.size]).toEqual([100, 0]);
  });

  it('for one text alone is that text’s matter', async () => {
    fake.interrupt = (texts) =>
      texts.length === 1 && texts[0] === 'Text number 3.'
        ? { status: 200, body: { data: [row([null, null])] } }
        : texts.includes('Text number 3.')
          ? { status: 400, body: {} }
          : undefined;
    const { vectors, refused } = await embedAll(items(8));
    expect([vectors.size, [...refused.keys()]]).toEqual([7, ['3']]);
  });

  it('of another length than asked for is refused', async () => {
    fake.interrupt = () => ({ status: 200, body: { data: [row([1, 2, 3])] } });
    const { end } = await embedAll(items(1), { more: { EMBED_DIMENSIONS: '24' } });
    expect(String(end)).toMatch(/3 dimensions instead of 24/);
  });
});
