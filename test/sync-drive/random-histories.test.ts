import type { Database } from '@docpilot/shared/database';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldDeltas } from '../../shared/src/store/documents/term-frequencies.ts';
import type { MemoryStore } from '../drive/memory-store.ts';
import { driveUnderTest, refuse } from '../support/drive-under-test.ts';
import { countedFrequencies, indexContents } from '../support/index-contents.ts';
import { runs } from '../support/long-runs.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

type Drive = Awaited<ReturnType<typeof driveUnderTest>>;

const text = fc
  .array(fc.constantFrom('# Coffee', '## Tea', 'The machine.', 'On Mondays, naïvely.', '- cups'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((lines) => lines.join('\n\n'));

/** Numbers choose among what is there when the step is taken. */
const choice = fc.nat(1000);
const step = fc.oneof(
  fc.record({ do: fc.constant('file' as const), in: choice, name: choice, text }),
  fc.record({ do: fc.constant('document' as const), in: choice, name: choice, text }),
  fc.record({ do: fc.constant('folder' as const), in: choice, name: choice }),
  fc.record({ do: fc.constant('shortcut' as const), in: choice, to: choice }),
  fc.record({ do: fc.constant('edit' as const), item: choice, text }),
  fc.record({ do: fc.constant('rename' as const), item: choice, name: choice }),
  fc.record({ do: fc.constant('move' as const), item: choice, in: choice }),
  fc.record({
    do: fc.constantFrom('trash' as const, 'untrash', 'delete', 'revoke', 'restore'),
    item: choice,
  }),
  fc.record({ do: fc.constant('expire tokens' as const) }),
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      how: fc.constantFrom('whole', 'whole', 'refused', 'cut off', 'short'),
      at: fc.integer({ min: 1, max: 12 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What the steps have made so far; `outside` is a folder beside the one that is synced. */
interface Made {
  items: string[];
  folders: string[];
}

function change(step: Exclude<Step, { do: 'sync' }>, store: MemoryStore, made: Made): void {
  const item = 'item' in step ? made.items[step.item % made.items.length] : undefined;
  const parentId = 'in' in step ? made.folders[step.in % made.folders.length] : undefined;
  const name = 'name' in step ? `name ${step.name % 5}` : '';
  switch (step.do) {
    case 'file':
      made.items.push(
        store.createFile({ name: `${name}.md`, parentId: parentId ?? '', content: step.text }),
      );
      break;
    case 'document': {
      const mimeType = 'application/vnd.google-apps.document';
      const content = `<h1>${name}</h1><p>${step.text}</p>`;
      made.items.push(store.createFile({ name, parentId: parentId ?? '', mimeType, content }));
      break;
    }
    case 'folder': {
      const id = store.createFolder({ name, parentId: parentId ?? '' });
      made.items.push(id);
      made.folders.push(id);
      break;
    }
    case 'shortcut': {
      const targetId = made.items[step.to % made.items.length];
      if (targetId === undefined) break;
      made.items.push(
        store.createShortcut({ name: `to ${targetId}`, parentId: parentId ?? '', targetId }),
      );
      break;
    }
    case 'expire tokens':
      store.expirePageTokens();
      break;
    default:
      if (item !== undefined) changeItem(step, item, store, parentId, name);
  }
}

function changeItem(
  step: Exclude<Step, { do: 'sync' }>,
  item: string,
  store: MemoryStore,
  parentId: string | undefined,
  name: string,
): void {
  if (step.do === 'edit') store.update(item, step.text);
  if (step.do === 'rename') store.rename(item, name);
  if (step.do === 'move') store.move(item, parentId ?? '');
  if (step.do === 'trash') store.trash(item);
  if (step.do === 'untrash') store.untrash(item);
  if (step.do === 'delete') store.delete(item);
  if (step.do === 'revoke') store.revokeAccess(item);
  if (step.do === 'restore') store.restoreAccess(item);
}

async function sync(step: Extract<Step, { do: 'sync' }>, database: Database, drive: Drive) {
  let requests = 0;
  drive.intercept(({ url = '' }, response) => {
    requests += 1;
    if (requests !== step.at) return false;
    // A shortcut's target that is refused is a broken shortcut, until something changes.
    const isMetadata = /\/files\/[^/?]+\?(?!.*alt=media)/.test(url);
    if (step.how === 'refused' && !isMetadata)
      return refuse(response, 403, 'insufficientFilePermissions');
    if (step.how === 'cut off') return refuse(response, 403, 'rateLimitExceeded');
    return false;
  });
  const options = { force: true, ...(step.how === 'short' ? { forMs: -1 } : {}) };
  await syncOnce(database, drive.source(), options).catch(() => {});
  drive.intercept();
  await database.query("update sources set lease_expires_at = now() - interval '1 s'");
}

async function settle(database: Database, drive: Drive): Promise<void> {
  // A 403 of a file is for good until the file changes; here it was an accident.
  await database.query(
    `update problems set outcome = 'failed', next_attempt_at = now()
     where reason in ('forbidden', 'not_found') or outcome = 'failed'`,
  );
  const report = await syncOnce(database, drive.source(), { force: true });
  expect(report).toMatchObject({ done: true, failed: 0 });
  await foldDeltas(database);
}

test('after any history of a Drive and of syncs that fail, a clean sync leaves what one from scratch leaves', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 40 }),
      fc.boolean(),
      async (history, tellsDescendants) => {
        const drive = await driveUnderTest({ tellsDescendants });
        try {
          const outside = drive.store.createFolder({ name: 'Outside' });
          const made: Made = { items: [], folders: [drive.folder, outside] };
          const database = await openTestDatabase();
          for (const each of history) {
            if (each.do === 'sync') await sync(each, database, drive);
            else {
              try {
                change(each, drive.store, made);
              } catch {
                // Not every step makes sense where it comes: a folder moved into itself, say.
              }
            }
          }
          await settle(database, drive);
          const synced = await indexContents(database);
          expect(synced.frequencies).toEqual(await countedFrequencies(database));
          const fresh = await openTestDatabase();
          await settle(fresh, drive);
          expect(synced).toEqual(await indexContents(fresh));
        } finally {
          await drive.close();
        }
      },
    ),
    { numRuns: runs(8, 60) },
  );
});
