import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { documentType } from '../../local/drive/file-types.ts';
import { folderStore } from '../../local/drive/folder-store.ts';
import { runs } from '../support/long-runs.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';
import { concerned, differences, listAll, readLog } from './replay.ts';
import { closeAll, serve } from './serve.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

afterAll(async () => {
  removeTemporaryFolders();
  await closeAll();
});

/** What is done to which thing, and whereto; the numbers choose among what there is. */
const steps = fc.array(fc.record({ act: fc.nat(10), which: fc.nat(40), where: fc.nat(40) }), {
  minLength: 1,
  maxLength: 12,
});
const histories = fc.array(steps, { minLength: 1, maxLength: 4 });

/** Does one step to a store in memory. What Drive would not do is not done. */
function step(store: MemoryStore, ids: string[], folders: string[], { act, which, where }: Step) {
  const id = ids[which % ids.length] ?? '';
  const parentId = folders[where % folders.length] ?? '';
  const name = `n${where}`;
  const acts = [
    () => ids.push(store.createFile({ name, parentId, content: name })),
    () => ids.push(store.createFile({ name, parentId, mimeType: documentType, content: name })),
    () => {
      const folder = store.createFolder({ name, parentId });
      ids.push(folder);
      folders.push(folder);
    },
    () => ids.push(store.createShortcut({ name, parentId, targetId: id })),
    () => store.rename(id, name),
    () => store.move(id, parentId),
    () => store.update(id, name),
    () => (where % 2 ? store.trash(id) : store.untrash(id)),
    () => store.delete(id),
    () => (where % 2 ? store.revokeAccess(id) : store.restoreAccess(id)),
    () => store.setCanDownload(id, where % 2 === 1),
  ];
  try {
    acts[act]?.();
  } catch {
    // Gone by now, or a folder into itself.
  }
}

interface Step {
  act: number;
  which: number;
  where: number;
}

test.each([false, true])(
  'a Drive’s logs name all that changed, or the folder it lies in (all told: %s)',
  async (tellsDescendants) => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 7 }), async (rounds, pageSize) => {
        const store = memoryStore({ tellsDescendants });
        store.createSharedDrive({ id: 'red', name: 'Red' });
        const folders = ['red', store.myDriveId];
        const ids: string[] = [store.createFile({ name: 'first', content: '' })];
        const { client, api } = await serve(store);
        const supports = { supportsAllDrives: true };
        let mine = (await client.changes.getStartPageToken(supports)).data.startPageToken ?? '';
        let reds = mine;
        const below = { rootIds: folders.slice(0, 2), pageSize };
        let before = await listAll(client, below);
        for (const round of rounds) {
          for (const one of round) step(store, ids, folders, one);
          const now = await listAll(client, below);
          const own = await readLog(client, { token: mine, pageSize, now });
          const red = await readLog(client, { token: reds, pageSize, now, driveId: 'red' });
          const named = new Set([...own.ids, ...red.ids]);
          const found = concerned(named, before, now);
          expect(differences(before, now).filter((id) => !found.has(id))).toEqual([]);
          const quiet = await readLog(client, { token: own.next, pageSize, now });
          expect([...quiet.ids]).toEqual([]);
          [mine, reds, before] = [own.next, red.next, now];
        }
        await api.close();
      }),
      { numRuns: runs(15, 150) },
    );
  },
);

/** Does one step to a folder on disk. */
function stepOnDisk(disk: ReturnType<typeof temporaryFolder>, paths: string[], one: Step) {
  const { act, which, where } = one;
  const path = paths[which % paths.length] ?? '';
  const parent = paths[where % paths.length] ?? '';
  const fresh = `${parent}/n${act}-${which}-${where}`;
  const acts = [
    () => disk.write(`${fresh}.md`, fresh) ?? paths.push(`${fresh}.md`),
    () => disk.write(`${fresh}/in.gdoc.html`, fresh) ?? paths.push(fresh, `${fresh}/in.gdoc.html`),
    () => symlinkSync(disk.at(path), disk.at(`${fresh}-link`)) ?? paths.push(`${fresh}-link`),
    () => disk.write(path, fresh),
    () => renameSync(disk.at(path), disk.at(fresh)) ?? paths.push(fresh),
    () => renameSync(disk.at(path), disk.at(`${parent}/${basename(path)}`)),
    () => path !== '' && rmSync(disk.at(path), { recursive: true }),
  ];
  try {
    acts[act % acts.length]?.();
  } catch {
    // Gone by now, or in the way.
  }
}

test('a folder’s log names all that changed, or the folder it lies in, over restarts', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.integer({ min: 1, max: 7 }), async (rounds, pageSize) => {
      const disk = temporaryFolder({ 'a.md': 'a' });
      const stateFile = temporaryFolder().at('drive.json');
      const paths = ['', 'a.md'];
      let token: string | undefined;
      let before: Awaited<ReturnType<typeof listAll>> = new Map();
      for (const round of rounds) {
        const store = folderStore(disk.folder, { stateFile });
        const { client, api } = await serve(store);
        const below = { rootIds: [store.rootId], pageSize };
        if (token === undefined) {
          token = (await client.changes.getStartPageToken()).data.startPageToken ?? '';
          before = await listAll(client, below);
        }
        for (const one of round) stepOnDisk(disk, paths, one);
        const now = await listAll(client, below);
        const log = await readLog(client, { token, pageSize, now });
        const found = concerned(log.ids, before, now);
        expect(differences(before, now).filter((id) => !found.has(id))).toEqual([]);
        [token, before] = [log.next, now];
        await api.close();
      }
    }),
    { numRuns: runs(10, 120) },
  );
});
