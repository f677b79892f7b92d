import type { Database } from '@docpilot/shared/database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endLeases } from '../../local/database/open-database.ts';
import type { Embedder } from '../../shared/src/embed/embedder.ts';
import { openEmbedder } from '../../shared/src/embed/open-embedder.ts';
import {
  type DrainOptions,
  drainEmbeddings,
} from '../../shared/src/ingest/embeddings/drain-embeddings.ts';
import { purge } from '../../shared/src/ingest/slice/purge.ts';
import { createLogger } from '../../shared/src/log.ts';
import { readActiveGeneration } from '../../shared/src/store/embeddings/embedding-generations.ts';
import { claimPassages } from '../../shared/src/store/embeddings/embeddings.ts';
import type { FakeEndpoint } from '../embed/fake-endpoint.ts';
import { startFakeOpenAi } from '../embed/fake-openai.ts';
import { storePassages } from '../support/stored-passages.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let fake: FakeEndpoint;
beforeEach(async () => {
  database = await openTestDatabase();
  fake = await startFakeOpenAi();
  lines = [];
});
afterEach(() => fake.close());

const texts = (count: number) => Array.from({ length: count }, (_, i) => `Passage number ${i}.`);
let lines: { severity: string; message: string }[] = [];
const log = createLogger('test', {
  destination: { write: (line: string) => lines.push(JSON.parse(line)) },
});

function embedderOf(more: Record<string, string> = {}): Embedder {
  const embedder = openEmbedder({
    EMBED_PROVIDER: 'openai',
    EMBED_URL: `${fake.url}/v1`,
    EMBED_MODEL: 'test-model',
    ...more,
  });
  if (embedder === null) throw new Error('no embedder');
  return embedder;
}

const drain = (more: Partial<DrainOptions> = {}) =>
  drainEmbeddings(database, {
    embedder: embedderOf(),
    holder: 'worker',
    deadline: Date.now() + 20_000,
    monthlyCharacters: null,
    log,
    firstPauseMs: 5,
    ...more,
  });

async function vectorCount(): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    'select count(*) from embeddings where embedding is not null',
  );
  return row?.count ?? 0;
}

/** Without the one request that asks a new model for its dimensions. */
const sentTexts = () => fake.sent.filter((text) => text !== 'DocPilot');

describe('the queue of passages without a vector', () => {
  it('is drained once, and never again: not by a resync, a copy, a rename', async () => {
    await storePassages(database, texts(300));
    expect(await drain()).toMatchObject({ embedded: 300, pending: 0, state: 'complete' });
    expect(new Set(sentTexts()).size).toBe(sentTexts().length);
    const before = fake.requests;
    await storePassages(database, texts(300), 'a-copy.md');
    await database.query("update documents set path = 'renamed.md' where path = 'handbook.md'");
    expect(await drain()).toMatchObject({ embedded: 0, requests: 0, state: 'complete' });
    expect(fake.requests).toBe(before);
  });

  it('holds only what a document uses; what comes back within 30 days has its vector', async () => {
    await storePassages(database, texts(10));
    await drain();
    await database.query('delete from documents');
    await purge(database, log);
    await database.query("update passages set unused_since = now() - interval '29 days'");
    await purge(database, log);
    await storePassages(database, texts(10));
    expect(await drain()).toMatchObject({ embedded: 0, pending: 0 });
    await database.query('delete from documents');
    await purge(database, log);
    await database.query("update passages set unused_since = now() - interval '31 days'");
    await purge(database, log);
    expect(await vectorCount()).toBe(0);
  });

  it('stays when the embedder is out, and the next drain goes on', async () => {
    await storePassages(database, texts(500));
    let answers = 4;
    fake.interrupt = () => (answers-- > 0 ? undefined : { status: 503, body: {} });
    const report = await drain();
    expect(report).toMatchObject({ state: 'unavailable', message: expect.any(String) });
    expect(report.pending).toBe(500 - (await vectorCount()));
    fake.interrupt = () => undefined;
    expect(await drain({ holder: 'another' })).toMatchObject({ pending: 0, state: 'complete' });
    expect(new Set(fake.embedded).size).toBe(fake.embedded.length);
  });

  it('stops at the deadline with what it has', async () => {
    await storePassages(database, texts(2_000));
    let answers = 10;
    fake.interrupt = () => (answers-- > 0 ? undefined : 'never');
    const report = await drain({ deadline: Date.now() + 3_000 });
    expect(report.state).toBe('pending');
    expect(report.embedded).toBeGreaterThan(0);
    expect(report.embedded + report.pending).toBe(2_000);
  });
});

describe('a poison text', () => {
  it('is recorded, and never sent again until it changes', async () => {
    await storePassages(database, [...texts(100), 'poison']);
    fake.interrupt = (sent) =>
      sent.includes('poison') ? { status: 400, body: { error: 'unsafe' } } : undefined;
    expect(await drain()).toMatchObject({ embedded: 100, refused: 1, pending: 0 });
    const before = fake.requests;
    expect(await drain()).toMatchObject({ embedded: 0, refused: 0, state: 'complete' });
    expect(fake.requests).toBe(before);
    await storePassages(database, ['no poison'], 'changed.md');
    expect(await drain()).toMatchObject({ embedded: 1, refused: 0 });
  });
});

describe('two workers at once', () => {
  it('never hold the same passage', async () => {
    await openFirstGeneration();
    await storePassages(database, texts(2_000));
    fake.latencyMs = 2;
    const reports = await Promise.all(['one', 'two', 'three'].map((holder) => drain({ holder })));
    expect(reports.reduce((sum, report) => sum + report.embedded, 0)).toBe(2_000);
    expect(new Set(sentTexts()).size).toBe(sentTexts().length);
  });

  it('one of which was killed: its claims are the only ones repeated, after their time', async () => {
    const generation = await openFirstGeneration();
    await storePassages(database, texts(400));
    const claimed = await claimPassages(database, generation, 'killed', 0, 64);
    expect(await drain({ holder: 'next' })).toMatchObject({ embedded: 336, state: 'pending' });
    await database.query("update embeddings set claimed_until = now() where claimed_by = 'killed'");
    expect(await drain({ holder: 'next' })).toMatchObject({ embedded: claimed.length, pending: 0 });
    expect(new Set(fake.embedded).size).toBe(fake.embedded.length);
  });

  it('one of which was killed: the next start of the embedded database takes over at once', async () => {
    const generation = await openFirstGeneration();
    await storePassages(database, texts(100));
    await claimPassages(database, generation, 'killed', 0, 64);
    await endLeases(database);
    expect(await drain({ holder: 'next' })).toMatchObject({ embedded: 100, pending: 0 });
  });

  it('of which the same one comes again after a kill: it takes its own claims over', async () => {
    const generation = await openFirstGeneration();
    await storePassages(database, texts(100));
    await claimPassages(database, generation, 'execution 1', 0, 64);
    expect(await drain({ holder: 'execution 1' })).toMatchObject({ embedded: 100, pending: 0 });
  });

  async function openFirstGeneration() {
    await storePassages(database, ['the first'], 'first.md');
    await drain();
    const generation = await readActiveGeneration(database);
    if (generation === undefined) throw new Error('no generation');
    return generation;
  }
});

describe('another model', () => {
  it('fills beside the one in use, and takes over when it is complete', async () => {
    await storePassages(database, texts(200));
    await drain();
    const first = await readActiveGeneration(database);
    const other = { EMBED_MODEL: 'other-model', EMBED_DIMENSIONS: '32' };
    fake.latencyMs = 10;
    await drain({ embedder: embedderOf(other), deadline: Date.now() + 30 });
    expect(await readActiveGeneration(database)).toEqual(first);
    fake.latencyMs = 0;
    await drain({ embedder: embedderOf(other) });
    expect(await readActiveGeneration(database)).toMatchObject({
      model: 'openai:other-model:32',
      dimensions: 32,
    });
    // Back again: every vector is still there.
    const before = fake.requests;
    await drain();
    expect(await readActiveGeneration(database)).toEqual(first);
    expect(fake.requests).toBe(before);
  });
});

describe('the month’s cap', () => {
  it('pauses the queue and says so; the next month goes on', async () => {
    await storePassages(database, texts(100));
    const characters = texts(40).join('').length;
    const report = await drain({ monthlyCharacters: characters });
    expect(report).toMatchObject({ embedded: 40, pending: 60, state: 'paused' });
    expect(report.message).toMatch(/EMBED_MONTHLY_CHARACTERS/);
    expect(await drain({ monthlyCharacters: characters })).toMatchObject({ embedded: 0 });
    await database.query("update embedding_usage set month = month - interval '1 month'");
    expect(await drain({ monthlyCharacters: 10_000 })).toMatchObject({ embedded: 60, pending: 0 });
  });

  it('is told in the log, beforehand and when it pauses the queue', async () => {
    await storePassages(database, texts(100));
    await drain({ monthlyCharacters: 500 });
    expect(lines).toMatchObject([
      {
        severity: 'WARNING',
        message: 'more to embed than this month’s cap leaves',
        passages: 100,
        characters: texts(100).join('').length,
        leftThisMonth: 500,
      },
      { severity: 'WARNING', message: expect.stringContaining('EMBED_MONTHLY_CHARACTERS') },
    ]);
  });

  it('is not used up by an outage', async () => {
    await storePassages(database, texts(50));
    await drain({ deadline: Date.now() });
    fake.interrupt = (sent) => (sent[0] === 'DocPilot' ? undefined : { status: 503, body: {} });
    await drain();
    const used = await database.query('select characters, texts from embedding_usage');
    expect(used).toEqual([{ characters: 0, texts: 0 }]);
  });
});
