import { setImmediate } from 'node:timers/promises';
import type { Database } from '@docpilot/shared/database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedder } from '../../shared/src/embed/open-embedder.ts';
import { drainEmbeddings } from '../../shared/src/ingest/embeddings/drain-embeddings.ts';
import { createLogger } from '../../shared/src/log.ts';
import { type SearchIndex, searchIndex } from '../../shared/src/search/rank/search-index.ts';
import type { SearchRequest } from '../../shared/src/search/request/search-request.ts';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import { hideUnconfigured } from '../../shared/src/store/sync/sources.ts';
import type { FakeEndpoint } from '../embed/fake-endpoint.ts';
import { startFakeOpenAi } from '../embed/fake-openai.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let fake: FakeEndpoint;
const repository = memoryRepository();
repository.files.set('garage.md', '# Garage\n\nThe car stands in row seven.\n');
repository.files.set('health.md', '# Health\n\nCall the doctor before noon.\n');
repository.files.set('lounge.md', '# Lounge\n\nThe sofa is for guests; the invoice is paid.\n');
for (let i = 0; i < 20; i++) {
  repository.files.set(
    `notes/${i}.md`,
    `# Note ${i}\n\nNothing of interest on day ${i} of ${i}.\n`,
  );
}

beforeEach(async () => {
  database = await openTestDatabase();
  fake = await startFakeOpenAi(256);
  await syncOnce(database, repository.source());
});
afterEach(() => fake.close());

function embedderOf(model: string) {
  const embedder = openEmbedder({
    EMBED_PROVIDER: 'openai',
    EMBED_URL: `${fake.url}/v1`,
    EMBED_MODEL: model,
  });
  if (embedder === null) throw new Error('no embedder');
  return embedder;
}

const drain = (model: string, forMs = 20_000) =>
  drainEmbeddings(database, {
    embedder: embedderOf(model),
    holder: 'worker',
    deadline: Date.now() + forMs,
    monthlyCharacters: null,
    log: createLogger('test', { level: 'silent' }),
    firstPauseMs: 5,
  });

const search = (index: SearchIndex, query: string, more: Partial<SearchRequest> = {}) =>
  searchPassages(index, { query, limit: 5, ...more });

const paths = (results: readonly { path: string }[]) => results.map(({ path }) => path);

describe('with an embedder', () => {
  let index: SearchIndex;
  beforeEach(async () => {
    await drain('model-a');
    index = searchIndex(database, embedderOf('model-a'));
  });

  it('finds what says the same in other words, and says that it was found by meaning', async () => {
    expect(paths((await search(database, 'automobile')).results)).toEqual([]);
    const { results, degraded } = await search(index, 'automobile');
    expect(results[0]).toMatchObject({ path: 'garage.md', match: 'meaning' });
    expect(results[0]?.similarity).toBeGreaterThan(0.2);
    expect(degraded).toBe(false);
  });

  it('gives the similarity of what words found, too', async () => {
    const { results } = await search(index, 'the doctor before noon');
    expect(results[0]).toMatchObject({ path: 'health.md', match: 'both' });
    expect(results[0]?.similarity).toBeGreaterThan(0.5);
    expect(results.every(({ score }) => score > 0)).toBe(true);
  });

  it('leaves out what is below the requested similarity', async () => {
    const { results } = await search(index, 'automobile', { similarity_threshold: 0.2, limit: 50 });
    expect(paths(results)).toEqual(['garage.md']);
  });

  it('keeps filters, phrases and hidden sources', async () => {
    const filtered = await search(index, 'automobile', { filters: { path_prefix: 'notes/' } });
    expect(paths(filtered.results).every((path) => path.startsWith('notes/'))).toBe(true);
    const { results, notes } = await search(index, '"automobile"');
    expect(results.length).toBeGreaterThan(0);
    expect(notes).toEqual([expect.stringContaining('“automobile”')]);
    await hideUnconfigured(database, 'github', []);
    expect((await search(index, 'automobile')).results).toEqual([]);
  });

  it('shows nothing twice from page to page', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search(index, 'car doctor day', cursor === undefined ? {} : { cursor });
      seen.push(...page.results.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(repository.files.size);
  });

  it('goes on from the largest page to more that is found by meaning alone', async () => {
    const many = memoryRepository('acme/fleet');
    for (let row = 0; row < 70; row++)
      many.files.set(`${row}.md`, `The car stands in row ${row}.\n`);
    await syncOnce(database, many.source());
    await drain('model-a');
    const asked = { limit: 50, filters: { repository: 'acme/fleet' } };
    const first = await search(index, 'automobile', asked);
    expect(first.results.map(({ match }) => match)).toEqual(Array(50).fill('meaning'));
    const cursor = first.next_cursor ?? '';
    const second = await search(index, 'automobile', { ...asked, cursor });
    expect(new Set([...paths(first.results), ...paths(second.results)]).size).toBe(70);
  });

  it('asks for the vector of a query once', async () => {
    const before = fake.requests;
    await search(index, 'physician');
    await search(index, 'physician');
    expect(fake.requests).toBe(before + 1);
  });

  it.each([
    ['is down', () => ({ status: 503, body: {} })],
    ['answers garbage', () => ({ status: 200, body: { data: [] } })],
    ['is late', () => 'never' as const],
  ])('that %s: answers by words alone, in time, and says degraded', async (_what, answer) => {
    await search(index, 'warm');
    const byWords = await search(database, 'sofa for guests');
    fake.interrupt = answer;
    const startedAt = performance.now();
    const { results, degraded } = await search(index, 'sofa for guests');
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    expect(degraded).toBe(true);
    expect(results).toEqual(byWords.results);
    expect(results[0]).toMatchObject({ match: 'words', similarity: null });
  });
});

it('warns once while the embedder is down, and counts each degraded answer', async () => {
  await drain('model-a');
  const lines: { level: string; message: string }[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const log = createLogger('search', { destination });
  const index = searchIndex(database, embedderOf('model-a'), undefined, log);
  await search(index, 'warm');
  expect(lines).toEqual([]);
  fake.interrupt = () => ({ status: 503, body: {} });
  // More than the failures after which searches stop waiting.
  for (let asked = 1; asked <= 5; asked += 1) await search(index, `sofa ${asked}`);
  const messages = lines.map(({ message }) => message);
  expect(messages.filter((message) => message.startsWith('the embedder fails'))).toHaveLength(1);
  expect(messages.filter((message) => message === 'degraded answer')).toHaveLength(5);
});

describe('two passages that say nearly the same', () => {
  it('are one hit that names the other, although no word found either', async () => {
    const copies = memoryRepository('acme/copies');
    const text = (colour: string) =>
      `# Rules\n\nA ${colour} car waits behind gate four until somebody opens the barrier with their card, then drives slowly past the workshop to its numbered place. Visitors leave theirs beside the lighthouse and walk along the northern quay.\n`;
    copies.files.set('old/rules.md', text('red'));
    copies.files.set('new/rules.md', text('blue'));
    await syncOnce(database, copies.source());
    await drain('model-a');
    const index = searchIndex(database, embedderOf('model-a'));
    const { results } = await search(index, 'vehicle', {
      filters: { repository: 'acme/copies' },
    });
    expect(results).toMatchObject([{ match: 'meaning', also_in: [{ title: 'Rules' }] }]);
  });
});

describe('before anything is embedded', () => {
  it('searches by words alone, and nothing is degraded', async () => {
    const index = searchIndex(database, embedderOf('model-a'));
    const { results, degraded } = await search(index, 'sofa');
    expect([paths(results), degraded]).toEqual([['lounge.md'], false]);
  });
});

describe('a switch of models under load', () => {
  it('fails no search, and never compares vectors of two models', async () => {
    await drain('model-a');
    fake.latencyMs = 3;
    // One instance of the function has the new settings, the other still the old ones.
    const indexes = ['model-a', 'model-b'].map((model) => searchIndex(database, embedderOf(model)));
    let switching = true;
    const seen = new Set<number | null>();
    const searching = indexes.map(async (index) => {
      for (let count = 0; switching || count % 10 !== 0; count++) {
        const { results, degraded } = await search(
          index,
          `Garage The car stands in row seven. ${' '.repeat(count % 5)}`,
        );
        expect(degraded).toBe(false);
        expect(results[0]?.path).toBe('garage.md');
        seen.add(Math.round((results[0]?.similarity ?? -1) * 100));
        // The embedded database answers without ever leaving the floor to the network.
        await setImmediate();
      }
    });
    for (let slice = 0; slice < 20; slice++) {
      const { state } = await drain('model-b', 15);
      if (state === 'complete') break;
    }
    await drain('model-b');
    switching = false;
    await Promise.all(searching);
    // A text is near to itself in either model, and in one unlike itself in the other.
    expect(Math.min(...[...seen].map(Number))).toBeGreaterThan(90);
    const [active] = await database.query(
      'select model from embedding_generations where is_active',
    );
    expect(active).toEqual({ model: 'openai:model-b:' });
  });
});
