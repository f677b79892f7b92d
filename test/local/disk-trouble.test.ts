import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@docpilot/shared/migrate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../local/database/open-database.ts';
import { openPglite } from '../../local/database/open-pglite.ts';
import { openLogFile } from '../../local/log-file.ts';
import { key } from '../build/function-routes.ts';
import { memoryRepository } from '../support/memory-source.ts';
import { serveFunctions } from '../support/served-functions.ts';
import { syncOnce } from '../support/sync-memory.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docpilot-disk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(!existsSync('/dev/full'))(
  'a log on a full disk loses its lines, which is told once, and stops nothing',
  () => {
    const told: string[] = [];
    const log = openLogFile('/dev/full', (sentence) => told.push(sentence));
    for (let line = 1; line <= 3; line += 1) log.write(`${line}\n`);
    log.close();
    expect(told).toEqual([expect.stringMatching(/lost \(ENOSPC.*make room/)]);
  },
);

test('an index of another Postgres is refused, and left as it is', async () => {
  const postgres = join(folder, 'postgres');
  await (await openPglite(postgres)).close();
  const version = join(postgres, 'PG_VERSION');
  const control = readFileSync(join(postgres, 'global/pg_control'));
  writeSync(openSync(version, 'w'), '19\n');
  const opening = openDatabase({ data: folder, reset: false }, {});
  await expect(opening).rejects.toThrow(/made by Postgres 19.*use the version.*--reset/s);
  expect(readFileSync(join(postgres, 'global/pg_control'))).toEqual(control);
});

test('a damaged page is said to every caller, and by /health, with what to do', async () => {
  const path = join(folder, 'postgres');
  const first = await openPglite(path);
  await migrate(first);
  const repository = memoryRepository();
  repository.files.set('tides.md', '# Tides\n\nThe moon pulls the sea.');
  await syncOnce(first, repository.source());
  const [table] = await first.query<{ file: string }>(
    "select pg_relation_filepath('documents') as file",
  );
  await first.close();
  writeSync(openSync(join(path, table?.file ?? ''), 'r+'), Buffer.alloc(4096, 7), 0, 4096, 2048);

  const database = await openPglite(path);
  const { url, close } = await serveFunctions(() => database);
  const ask = async (address: string) => {
    const answer = await fetch(`${url}${address}`, { headers: { 'x-api-key': key } });
    return { status: answer.status, body: await answer.json() };
  };
  const damaged = {
    status: 503,
    body: {
      error: { code: 'upstream_unavailable', message: expect.stringMatching(/damaged.*--reset/) },
    },
  };
  expect(await ask('/search?q=moon')).toEqual(damaged);
  expect(await ask('/list')).toEqual(damaged);
  expect(await ask('/home/health')).toEqual(damaged);
  await close();
  await database.close();
});
