import type { Database } from '@docpilot/shared/database';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldDeltas } from '../../shared/src/store/documents/term-frequencies.ts';
import { countedFrequencies, indexContents } from '../support/index-contents.ts';
import { runs } from '../support/long-runs.ts';
import { type Faults, Killed, memoryRepository, outage } from '../support/memory-source.ts';
import { syncOnce } from '../support/sync-memory.ts';
import { openTestDatabase } from '../support/test-database.ts';

const paths = ['a.md', 'b.md', 'docs/c.md', 'docs/d.txt', 'src/e.ts', 'f.mdx', 'g.md', 'h.md'];
const words = [
  'coffee',
  'tea',
  'machine',
  'monday',
  'cupboard',
  'grinder',
  'naïve',
  'getStaticPaths',
];

const path = fc.constantFrom(...paths);
const text = fc
  .array(
    fc.tuple(
      fc.constantFrom('', '# ', '## ', '- '),
      fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((lines) => lines.map(([mark, said]) => mark + said.join(' ')).join('\n\n'));

type Step =
  | { do: 'write'; path: string; text: string }
  | { do: 'delete'; path: string }
  | { do: 'rename' | 'copy'; path: string; to: string }
  | { do: 'force-push'; to: number }
  | {
      do: 'sync';
      how: 'whole' | 'archive' | 'killed' | 'outage' | 'one file failing' | 'incomplete' | 'short';
      at: number;
    };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), path, text }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), path }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('rename' as const, 'copy' as const),
      path,
      to: path,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('force-push' as const), to: fc.nat(100) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      how: fc.constantFrom(
        'whole',
        'archive',
        'killed',
        'outage',
        'one file failing',
        'incomplete',
        'short',
      ),
      at: fc.integer({ min: 1, max: 6 }),
    }),
  },
);

function faultsOf(how: Extract<Step, { do: 'sync' }>['how'], at: number): Faults {
  const hidden = new Set(paths.slice(0, at));
  switch (how) {
    case 'killed':
      return {
        onFetch: (count) => {
          if (count >= at + 2) throw new Killed();
        },
      };
    case 'outage':
      return {
        onList: () => {
          if (at % 2 === 0) throw outage();
        },
        onFetch: (count) => {
          if (count === at + 2) throw outage();
        },
      };
    case 'one file failing':
      return {
        onFetch: (_, entry) => {
          if (entry.path === paths[at]) throw outage();
        },
      };
    case 'archive':
      return { archived: at };
    case 'incomplete':
      return { hidden };
    default:
      return {};
  }
}

/** @param pushed the files as each sync found them: what a force-push may go back, or forth, to */
async function apply(
  step: Step,
  database: Database,
  repository: ReturnType<typeof memoryRepository>,
  pushed: Map<string, string>[],
) {
  const { files } = repository;
  if (step.do === 'force-push') {
    const older = pushed[step.to % pushed.length];
    if (older === undefined) return;
    files.clear();
    for (const [path, content] of older) files.set(path, content);
  }
  if (step.do === 'write') files.set(step.path, step.text);
  if (step.do === 'delete') files.delete(step.path);
  if (step.do === 'rename' || step.do === 'copy') {
    const content = files.get(step.path);
    if (content === undefined) return;
    files.set(step.to, content);
    if (step.do === 'rename' && step.to !== step.path) files.delete(step.path);
  }
  if (step.do !== 'sync') return;
  pushed.push(new Map(files));
  const before = await livePaths(database);
  const source = repository.source(faultsOf(step.how, step.at));
  const options = { force: true, ...(step.how === 'short' ? { forMs: -1 } : {}) };
  await syncOnce(database, source, options).catch(() => {});
  // A process that is killed releases nothing; the next sync comes after its lease has expired.
  await database.query("update sources set lease_expires_at = now() - interval '1 s'");
  if (step.how !== 'incomplete') return;
  const after = await livePaths(database);
  // An incomplete listing never deletes: whatever was there still is.
  expect(after).toEqual(expect.arrayContaining(before));
}

async function livePaths(database: Database): Promise<string[]> {
  const rows = await database.query<{ path: string }>('select path from documents');
  return rows.map((row) => row.path);
}

describe('after any history of edits and of syncs that fail', () => {
  test('a clean sync leaves what a sync from scratch leaves, term frequencies included', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (history) => {
        const repository = memoryRepository();
        const database = await openTestDatabase();
        const pushed: Map<string, string>[] = [];
        for (const each of history) await apply(each, database, repository, pushed);
        await settle(database, repository);
        const synced = await indexContents(database);
        expect(synced.frequencies).toEqual(await countedFrequencies(database));

        const fresh = await openTestDatabase();
        await settle(fresh, repository);
        expect(synced).toEqual(await indexContents(fresh));
      }),
      { numRuns: runs(8, 60) },
    );
  });
});

/** A clean sync, with what failed before tried again at once. */
async function settle(database: Database, repository: ReturnType<typeof memoryRepository>) {
  await database.query("update problems set next_attempt_at = now() where outcome = 'failed'");
  const report = await syncOnce(database, repository.source(), { force: true });
  expect(report).toMatchObject({ done: true, failed: 0, seen: repository.files.size });
  expect(report.indexed + report.unchanged + report.skipped).toBe(report.seen);
  await foldDeltas(database);
}
