import type { Database } from '@docpilot/shared/database';
import { beforeEach, describe, expect, test } from 'vitest';
import { endLeases } from '../../local/database/open-database.ts';
import { DocPilotError } from '../../shared/src/errors.ts';
import { listIndex } from '../../shared/src/search/list/list-index.ts';
import { acquireLease } from '../../shared/src/store/sync/leases.ts';
import { startRun } from '../../shared/src/store/sync/runs.ts';
import { ensureSource } from '../../shared/src/store/sync/sources.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});

async function shown() {
  const { runs } = await listIndex(database, { view: 'runs', limit: 5 });
  const { sources } = await listIndex(database, { view: 'sources', limit: 5 });
  return { outcomes: runs?.map(({ outcome }) => outcome), state: sources?.[0]?.state };
}

async function start(executionId: string) {
  const { id } = await ensureSource(database, 'github', 'acme/handbook');
  await acquireLease(database, id, executionId);
  await startRun(database, id, executionId, 'manual');
}

const expire = () => database.query("update sources set lease_expires_at = now() - interval '1 s'");

describe('a run without an end', () => {
  test('runs while its lease lives, and is interrupted once that has expired', async () => {
    await start('first');
    expect(await shown()).toEqual({ outcomes: ['running'], state: 'syncing' });
    await expire();
    expect(await shown()).toEqual({ outcomes: ['interrupted'], state: 'interrupted' });
  });

  test('stays interrupted when another sync goes on from there', async () => {
    await start('first');
    await expire();
    await start('second');
    expect(await shown()).toEqual({ outcomes: ['running', 'interrupted'], state: 'syncing' });
    await expire();
    await syncOnce(database, memoryRepository().source());
    const ended = ['succeeded', 'interrupted', 'interrupted'];
    expect(await shown()).toEqual({ outcomes: ended, state: 'up_to_date' });
  });

  test('is interrupted at once when the one process of the database starts again', async () => {
    await start('first');
    await endLeases(database);
    expect(await shown()).toEqual({ outcomes: ['interrupted'], state: 'interrupted' });
  });

  test('says until when it waits for a rate limit, however long its lease has expired', async () => {
    const executionId = 'waiting';
    const repository = memoryRepository();
    const limited = repository.source({
      onList: () => {
        throw new DocPilotError('rate_limited', 'Used up.', { retryAfterSeconds: 2_400 });
      },
    });
    await syncOnce(database, limited, { executionId });
    await expire();
    expect(await shown()).toEqual({ outcomes: ['running'], state: 'syncing' });
    const waits = async () => {
      const { sources } = await listIndex(database, { view: 'sources', limit: 5 });
      const { runs } = await listIndex(database, { view: 'runs', limit: 5 });
      const until = runs?.[0]?.waits_until ?? null;
      expect(sources?.[0]?.last_run?.waits_until).toBe(until);
      return until && Math.round((Date.parse(until) - Date.now()) / 60_000);
    };
    expect(await waits()).toBe(40);
    await syncOnce(database, repository.source(), { executionId });
    expect(await waits()).toBeNull();
  });
});
