import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Database } from '@docpilot/shared/database';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { localFolder } from '../../local/folder/local-folder.ts';
import { foldDeltas } from '../../shared/src/store/documents/term-frequencies.ts';
import { removeTemporaryFolders, temporaryFolder } from '../drive/temporary-folder.ts';
import { indexContents } from '../support/index-contents.ts';
import { runs } from '../support/long-runs.ts';
import { type RunningDocPilot, runDocPilot } from '../support/running-docpilot.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

afterAll(removeTemporaryFolders);

let docPilot: RunningDocPilot | undefined;
afterEach(async () => {
  await docPilot?.close();
  docPilot = undefined;
});

const pathsOf = async (database: Database) =>
  (await database.query<{ path: string }>('select path from documents order by path')).map(
    ({ path }) => path,
  );

describe('npm start -- --folder', () => {
  it('indexes any files of a folder, and finds a change within seconds', async () => {
    const { folder, at, write } = temporaryFolder({
      'Travel policy.txt': 'Trains are booked by the office.',
      'suppliers/vendor/prices.csv': 'item,price\nchair,120\n',
      '.hidden/secret.md': '# Hidden\n',
    });
    symlinkSync(at('Travel policy.txt'), at('link.txt'));
    docPilot = await runDocPilot([], { folders: [folder] });

    const report = await docPilot.sync();
    expect(report.sources).toMatchObject([
      { source: 'folder', indexed: 2, skipped: { symlink: 1 }, failed: {} },
    ]);
    expect(await docPilot.search('who books trains')).toMatchObject([
      {
        source: 'folder',
        path: 'Travel policy.txt',
        url: pathToFileURL(at('Travel policy.txt')).href,
      },
    ]);
    expect(await docPilot.search('chair', { filters: { source: 'folder' } })).toHaveLength(1);

    await docPilot.keepFresh();
    write('new/Lunch.md', '# Lunch\n\nThe canteen opens at noon.\n');
    await expect
      .poll(() => docPilot?.search('canteen'), { timeout: 20_000, interval: 200 })
      .toMatchObject([{ path: 'new/Lunch.md' }]);
  });
});

describe('a local folder', () => {
  it('costs no read when nothing has changed, and forgets what is gone', async () => {
    const { folder, at } = temporaryFolder({ 'a.md': '# A\n', 'b.md': '# B\n' });
    const database = await openTestDatabase();
    await syncOnce(database, localFolder(folder));

    expect(await syncOnce(database, localFolder(folder))).toMatchObject({ unchanged: 2 });
    rmSync(at('a.md'));
    expect(await syncOnce(database, localFolder(folder))).toMatchObject({ deleted: 1 });
    expect(await pathsOf(database)).toEqual(['b.md']);
  });

  it('keeps its documents while its disk is not there, until a person says otherwise', async () => {
    const { folder } = temporaryFolder({ 'a.md': '# A\n' });
    const database = await openTestDatabase();
    await syncOnce(database, localFolder(folder));

    renameSync(folder, `${folder}-away`);
    await expect(syncOnce(database, localFolder(folder))).rejects.toThrow(/cannot be read/);
    mkdirSync(folder);
    await expect(syncOnce(database, localFolder(folder))).rejects.toThrow(/is empty/);
    expect(await pathsOf(database)).toEqual(['a.md']);

    await syncOnce(database, localFolder(folder), { force: true });
    expect(await pathsOf(database)).toEqual([]);
    rmSync(`${folder}-away`, { recursive: true });
  });

  it('keeps the documents below a folder that may no longer be read', () => {
    const { folder, at } = temporaryFolder({ 'a.md': '# A\n', 'closed/b.md': '# B\n' });
    chmodSync(folder, 0o755);
    chmodSync(at('closed'), 0);
    const module = pathToFileURL(join(import.meta.dirname, '../../local/folder/local-folder.ts'));
    const script = `
      const { localFolder } = await import(${JSON.stringify(module.href)});
      const stored = [{ externalId: 'closed/b.md', path: 'closed/b.md', version: '1' }];
      const listing = await localFolder(${JSON.stringify(folder)}).list(null, { readStored: async () => stored });
      console.log(JSON.stringify(listing));`;
    // The superuser may read everything.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { encoding: 'utf8', ...user },
    );
    chmodSync(at('closed'), 0o755);

    expect(JSON.parse(stdout || `"${stderr}"`)).toMatchObject({
      complete: true,
      entries: [{ path: 'a.md' }, { path: 'closed/b.md', version: '1' }],
      notes: [expect.stringContaining('closed may not be read')],
    });
  });
});

const name = fc.constantFrom('a.md', 'b.txt', 'deep/a.md', 'deep/er/c.md', 'd.csv');
const content = fc.constantFrom('# Coffee\n', '# Tea\n\nGreen.\n', 'a,b\n1,2\n', '');
const step = fc.oneof(
  fc.record({ do: fc.constant('write' as const), name, content }),
  fc.record({ do: fc.constant('remove' as const), name }),
  fc.record({ do: fc.constant('rename' as const), name, to: name }),
  fc.record({ do: fc.constantFrom('sync' as const, 'sync without the disk', 'short sync') }),
);

describe('whatever happens to a folder', () => {
  it('a sync leaves what one from scratch leaves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const { folder, at, write } = temporaryFolder({ 'kept.md': '# Kept\n' });
        const database = await openTestDatabase();
        for (const each of steps) {
          if (each.do === 'write') write(each.name, each.content);
          else if (each.do === 'remove') rmSync(at(each.name), { force: true });
          else if (each.do === 'rename') {
            mkdirSync(join(at(each.to), '..'), { recursive: true });
            try {
              renameSync(at(each.name), at(each.to));
            } catch {
              // There was no such file.
            }
          } else if (each.do === 'sync without the disk') {
            const before = await pathsOf(database);
            renameSync(folder, `${folder}-away`);
            await expect(syncOnce(database, localFolder(folder))).rejects.toThrow();
            renameSync(`${folder}-away`, folder);
            expect(await pathsOf(database)).toEqual(before);
          } else {
            const forMs = each.do === 'short sync' ? { forMs: -1 } : {};
            await syncOnce(database, localFolder(folder), { force: true, ...forMs });
          }
        }
        await syncOnce(database, localFolder(folder), { force: true });
        await foldDeltas(database);
        const kept = await indexContents(database);
        const anew = await openTestDatabase();
        await syncOnce(anew, localFolder(folder));
        await foldDeltas(anew);
        expect(await indexContents(anew)).toEqual(kept);
      }),
      { numRuns: runs(6, 80), endOnFailure: true },
    );
  });
});
