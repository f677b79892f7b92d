import type { Database } from '@docpilot/shared/database';
import { beforeEach, describe, expect, test } from 'vitest';
import { searchPassages } from '../../shared/src/search/search-passages.ts';
import { hideUnconfigured } from '../../shared/src/store/sync/sources.ts';
import { type Faults, memoryRepository, outage } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
let repository: ReturnType<typeof memoryRepository>;

beforeEach(async () => {
  database = await openTestDatabase();
  repository = memoryRepository();
  repository.files.set('good.md', '# Good\n\nCoffee at nine.\n');
  repository.files.set('bad.md', '# Bad\n\nTea at ten.\n');
});

const failing: Faults = {
  onFetch: (_, { path }) => {
    if (path === 'bad.md') throw outage();
  },
};

async function problem() {
  const [row] = await database.query<{ attempts: number; waits: number | null }>(
    `select attempts, round(extract(epoch from next_attempt_at - now()) / 60)::int as waits
     from problems where path = 'bad.md'`,
  );
  return row;
}

const makeDue = () =>
  database.query('update problems set next_attempt_at = now() where next_attempt_at is not null');

async function find(query: string): Promise<string[]> {
  const { results } = await searchPassages(database, { query, limit: 10 });
  return results.map((result) => result.path);
}

describe('a file that cannot be had', () => {
  test('does not keep the others from being indexed, and the run says partial', async () => {
    const report = await syncOnce(database, repository.source(failing));
    expect(report).toMatchObject({ done: true, seen: 2, indexed: 1, failed: 1 });
    const [run] = await database.query('select outcome, failed from sync_runs');
    expect(run).toEqual({ outcome: 'partial', failed: { upstream_unavailable: 1 } });
  });

  test('is not tried before its time, and an unchanged run repeats that it failed', async () => {
    await syncOnce(database, repository.source(failing));
    const report = await syncOnce(database, repository.source());
    expect(report).toMatchObject({ seen: 2, indexed: 0, unchanged: 1, failed: 1 });
  });

  test.each([
    ['its time has come', 'update problems set next_attempt_at = now()'],
    ['the clock was set back', "update problems set next_attempt_at = now() + interval '2 days'"],
  ])('is tried when %s, though the head is unchanged', async (_, due) => {
    await syncOnce(database, repository.source(failing));
    await database.query(due);
    const report = await syncOnce(database, repository.source());
    expect(report).toMatchObject({ seen: 2, indexed: 1, unchanged: 1, failed: 0 });
    expect(await find('tea')).toEqual(['bad.md']);
  });

  test('is tried at once when a person syncs by hand, but no more than once in that sync', async () => {
    await syncOnce(database, repository.source(failing));
    let tries = 0;
    const counting: Faults = {
      onFetch: (_, { path }) => {
        if (path !== 'bad.md') return;
        tries += 1;
        throw outage();
      },
    };
    const byHand = { trigger: 'manual', executionId: 'by-hand' };
    expect(await syncOnce(database, repository.source(counting), byHand)).toMatchObject({
      failed: 1,
    });
    await syncOnce(database, repository.source(counting), byHand);
    expect(tries).toBe(1);
    const again = await syncOnce(database, repository.source(), { trigger: 'manual' });
    expect(again).toMatchObject({ indexed: 1, failed: 0 });
  });

  test('waits longer each time, and after five times for another version', async () => {
    const seen: unknown[] = [];
    for (let attempt = 0; attempt < 6; attempt++) {
      await syncOnce(database, repository.source(failing));
      seen.push(await problem());
      await makeDue();
    }
    expect(seen).toEqual([
      { attempts: 1, waits: 5 },
      { attempts: 2, waits: 10 },
      { attempts: 3, waits: 20 },
      { attempts: 4, waits: 40 },
      { attempts: 5, waits: null },
      { attempts: 5, waits: null },
    ]);
    repository.files.set('bad.md', '# Better\n\nTea at eleven.\n');
    expect(await syncOnce(database, repository.source())).toMatchObject({ indexed: 1, failed: 0 });
  });

  test('keeps being found as it was when only its new version fails', async () => {
    await syncOnce(database, repository.source());
    repository.files.set('bad.md', '# Bad\n\nTea at noon.\n');
    expect(await syncOnce(database, repository.source(failing))).toMatchObject({
      unchanged: 1,
      failed: 1,
    });
    expect(await find('tea ten')).toEqual(['bad.md']);
  });
});

describe('what the index was made with', () => {
  test('changed settings list the source again, and what they leave out is no longer found', async () => {
    await syncOnce(database, repository.source());
    const settings = {
      include: [],
      exclude: ['bad.md'],
      maxFileBytes: 1_048_576,
      hiddenCells: 'omit' as const,
    };
    const report = await syncOnce(database, repository.source(), { settings });
    expect(report).toMatchObject({ seen: 2, unchanged: 1, skipped: 1 });
    expect(await find('tea')).toEqual([]);
    expect(await syncOnce(database, repository.source())).toMatchObject({ indexed: 1, skipped: 0 });
    expect(await find('tea')).toEqual(['bad.md']);
    const marking = { ...settings, exclude: [], hiddenCells: 'mark' as const };
    const readAnew = await syncOnce(database, repository.source(), { settings: marking });
    expect(readAnew).toMatchObject({ indexed: 2, unchanged: 0 });
  });

  test('documents that would be cut or weighed otherwise now are read again, without being fetched', async () => {
    await syncOnce(database, repository.source());
    await database.query(
      "update documents set fingerprint = split_part(fingerprint, ' ', 1) || ' older'",
    );
    await database.query("update sources set fingerprint = 'old'");
    const noFetch: Faults = {
      onFetch: () => {
        throw outage();
      },
    };
    const report = await syncOnce(database, repository.source(noFetch));
    expect(report).toMatchObject({ indexed: 2, failed: 0 });
  });
});

describe('a source that leaves the configuration', () => {
  test('is hidden from search at once, and found again when it comes back', async () => {
    await syncOnce(database, repository.source());
    await hideUnconfigured(database, 'github', []);
    expect(await find('coffee')).toEqual([]);
    await hideUnconfigured(database, 'github', ['acme/handbook']);
    expect(await find('coffee')).toEqual(['good.md']);
  });
});
