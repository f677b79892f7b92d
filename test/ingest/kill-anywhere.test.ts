import type { Database } from '@docpilot/shared/database';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Embedder } from '../../shared/src/embed/embedder.ts';
import { syncAndEmbed } from '../../shared/src/ingest/sync-and-embed.ts';
import { createLogger } from '../../shared/src/log.ts';
import { fakeVector } from '../embed/fake-vectors.ts';
import { countedFrequencies, indexContents } from '../support/index-contents.ts';
import { type KillPoint, killableDatabase } from '../support/killable-database.ts';
import { runs } from '../support/long-runs.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { openTestDatabase } from '../support/test-database.ts';

const log = createLogger('test', { level: 'silent' });
const settings = {
  include: [],
  exclude: ['drafts/'],
  maxFileBytes: 1_048_576,
  hiddenCells: 'omit' as const,
};
/** Passages that one worker claims at a time, with a model of this size. */
const batch = 16;

/** A repository before and after an edit of every kind. */
function repositoryAt(state: number) {
  const repository = memoryRepository();
  const { files } = repository;
  for (let i = 0; i < 24; i++) {
    const changed = state > 0 && i % 5 === 0 ? 'changed' : 'as it was';
    const parts = [1, 2, 3].map(
      (part) => `## Part ${part}\n\nPage ${i}, part ${part}, ${changed}.\n`,
    );
    files.set(`docs/${i}.md`, parts.join('\n'));
  }
  files.set('logo.png', 'png');
  files.set('drafts/idea.md', 'Left out.');
  if (state === 0) return repository;
  for (const [path, text] of [...files]) {
    if (!/[12]\.md$/.test(path)) continue;
    files.delete(path);
    files.set(path.replace('docs/', 'handbook/'), text);
  }
  files.delete('docs/3.md');
  files.set('copy.md', files.get('docs/4.md') ?? '');
  files.set('new.md', '# New\n\nA page that was not there.\n');
  return repository;
}

let embedded: string[] = [];
const embedder: Embedder = {
  model: {
    key: 'openai:test:8',
    dimensions: 8,
    textsPerRequest: 4,
    tokensPerRequest: 10_000,
    tokensPerText: 1_000,
    usdPerMillionTokens: null,
  },
  concurrency: 2,
  async embed(texts) {
    embedded.push(...texts);
    return texts.map((text) => fakeVector(text, 'test', 8));
  },
  withModel: () => null,
};

let executions = 0;
let kills = 0;

function sync(database: Database, state: number, executionId: string) {
  const request = { executionId, trigger: 'test', force: false };
  const deadline = Date.now() + 60_000;
  const options = { deadline, settings, log, abort: new AbortController() };
  const source = repositoryAt(state).source();
  return syncAndEmbed(database, source, request, options, {
    embedder,
    monthlyCharacters: undefined,
  });
}

/** Everything that a sync leaves, vectors included, without what differs from run to run. */
async function contents(database: Database) {
  return {
    ...(await indexContents(database)),
    vectors: await database.query<object>(
      "select encode(hash, 'hex') as hash, embedding::text, refused from embeddings order by hash",
    ),
    sources: await database.query<object>(
      'select kind, name, cursor, fingerprint, lease_holder, dirty from sources',
    ),
  };
}

/** What two undisturbed syncs leave. */
async function undisturbed() {
  const database = await openTestDatabase();
  embedded = [];
  for (const state of [0, 1]) await sync(database, state, `undisturbed-${state}`);
  return { contents: await contents(database), embedded: embedded.length };
}

interface Kill extends KillPoint {
  /** The workflow calls again under the same execution; another one comes when the lease has expired. */
  isCalledAgain: boolean;
}

const kill: fc.Arbitrary<Kill> = fc.record({
  statement: fc.integer({ min: 1, max: 60 }),
  when: fc.constantFrom('before', 'after'),
  isCalledAgain: fc.boolean(),
});

/** Syncs until it is not killed any more. @returns how often it was */
async function syncThrough(database: Database, state: number, points: readonly Kill[]) {
  let killed = 0;
  let executionId = `execution-${++executions}`;
  for (const point of points) {
    const process = killableDatabase(database, point);
    await sync(process.database, state, executionId).catch(() => {});
    if (!process.isKilled) return killed;
    killed += 1;
    if (point.isCalledAgain) continue;
    executionId = `execution-${++executions}`;
    await database.query("update sources set lease_expires_at = now() - interval '1 s'");
    await database.query('update embeddings set claimed_until = now() where claimed_until > now()');
  }
  expect(await sync(database, state, executionId)).toMatchObject({ done: true, failed: 0 });
  return killed;
}

test('after kills at any statement of two syncs, the index and the vectors are those of undisturbed ones', async () => {
  const expected = await undisturbed();
  const points = fc.array(kill, { minLength: 3, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(points, points, async (first, second) => {
      const database = await openTestDatabase();
      embedded = [];
      const killed =
        (await syncThrough(database, 0, first)) + (await syncThrough(database, 1, second));
      kills += killed;
      const left = await contents(database);
      expect(left).toEqual(expected.contents);
      expect(left.frequencies).toEqual(await countedFrequencies(database));
      // Of what a killed process had embedded, at most the batch in flight is embedded again.
      expect(embedded.length).toBeLessThanOrEqual(expected.embedded + killed * batch);
    }),
    { numRuns: runs(8, 80) },
  );
  // A run in which little is killed proves little.
  expect(kills).toBeGreaterThan(runs(30, 300));
});
