import type { Queryable } from '../connection/database.ts';
import type { Lease } from './leases.ts';

/** Files counted by what became of them. seen = indexed + unchanged + skipped + failed. */
export interface Ledger {
  seen: number;
  indexed: number;
  unchanged: number;
  deleted: number;
  /** By reason. */
  skipped: Record<string, number>;
  failed: Record<string, number>;
}

/** What a search finds of what an answer key asks. */
export interface RecallReport {
  /** In the key. */
  questions: number;
  /** Of them those that there was time to ask. */
  asked: number;
  /** Asked, and a right document is among the first ten results. */
  found: number;
  /** found / asked. */
  recall10: number | null;
  /** The mean of 1 / rank of the first right document, 0 where none is among the first ten. */
  mrr10: number | null;
  /** The first of the questions whose answer was not found. */
  missed: string[];
  /** The first of the key's paths where no document is. */
  unknown_paths: string[];
  /** Some were searched by words alone, because the embedder did not answer. */
  degraded: boolean;
}

/** What became of a run. One that was killed is interrupted: it has ended without saying so. */
export type RunOutcome = 'succeeded' | 'partial' | 'failed';

/** The execution's run of this source: its first slice starts it, later slices continue it. */
export async function startRun(
  database: Queryable,
  sourceId: number,
  executionId: string,
  trigger: string,
): Promise<number> {
  const [row] = await database.query<{ id: number }>(
    `insert into sync_runs (source_id, execution_id, trigger, slices) values ($1, $2, $3, 1)
     on conflict (source_id, execution_id) do update
       set slices = sync_runs.slices + 1, finished_at = null, outcome = null, error = null,
           waits_until = null
     returning id`,
    [sourceId, executionId, trigger],
  );
  if (!row) throw new Error('an upsert returned no row');
  return row.id;
}

export async function recordSeen(database: Queryable, runId: number, seen: number): Promise<void> {
  await database.query('update sync_runs set seen = $2 where id = $1', [runId, seen]);
}

/** Records which patterns of the settings match no file of the source. */
export async function recordUnmatched(
  database: Queryable,
  runId: number,
  patterns: readonly string[],
): Promise<void> {
  await database.query('update sync_runs set unmatched_patterns = $2 where id = $1', [
    runId,
    [...patterns],
  ]);
}

/** Records that the run waits for a rate limit before its next slice. */
export async function recordWait(
  database: Queryable,
  runId: number,
  seconds: number,
): Promise<void> {
  await database.query(
    "update sync_runs set waits_until = now() + $2 * interval '1 second' where id = $1",
    [runId, seconds],
  );
}

/** Adds what a person should know of the run, once. */
export async function addNote(database: Queryable, runId: number, note: string): Promise<void> {
  await database.query(
    'update sync_runs set notes = array_append(notes, $2) where id = $1 and $2 <> all(notes)',
    [runId, note],
  );
}

/** Adds one slice's requests to the run's. */
export async function addRequests(
  database: Queryable,
  runId: number,
  requests: Record<string, number>,
): Promise<void> {
  await database.query(
    `update sync_runs set requests = (
       select coalesce(jsonb_object_agg(key, total), '{}')
       from (
         select key, sum(value::int) as total
         from (
           select * from jsonb_each_text(requests)
           union all
           select * from jsonb_each_text($2::jsonb)
         ) as counts
         group by key
       ) as totals
     )
     where id = $1`,
    [runId, JSON.stringify(requests)],
  );
}

/** What a run embedded, and what was left in the queue when it ended. */
export interface EmbeddingLedger {
  requests: number;
  embedded: number;
  refused: number;
  /** Passages that still wait for a vector. */
  pending: number;
  state: 'complete' | 'pending' | 'paused' | 'unavailable';
  /** What stopped the embedding, and what to do about it. */
  message: string | null;
}

/** Adds what one slice embedded to its execution's run. */
export async function recordEmbeddings(
  database: Queryable,
  source: { kind: string; name: string },
  executionId: string,
  { requests, ...ledger }: EmbeddingLedger,
): Promise<void> {
  const [run] = await database.query<{ id: number }>(
    `update sync_runs set embeddings = $4::jsonb || jsonb_build_object(
         'embedded', ($4::jsonb->>'embedded')::int + coalesce((embeddings->>'embedded')::int, 0),
         'refused', ($4::jsonb->>'refused')::int + coalesce((embeddings->>'refused')::int, 0))
     where execution_id = $3
       and source_id = (select id from sources where kind = $1 and name = $2)
     returning id`,
    [source.kind, source.name, executionId, JSON.stringify(ledger)],
  );
  if (run) await addRequests(database, run.id, { embed: requests });
}

/** How many files of a source are documents or problems. */
export async function countFiles(database: Queryable, sourceId: number): Promise<number> {
  const [row] = await database.query<{ files: number }>(
    `select (select count(*) from problems where source_id = $1)
       + (select count(*) from documents
          where source_id = $1 and not exists (
            select from problems
            where problems.source_id = $1 and problems.external_id = documents.external_id
          )) as files`,
    [sourceId],
  );
  return row?.files ?? 0;
}

/** The source's files, counted from what is stored, which no crash can have lost. */
export async function countLedger(
  database: Queryable,
  { sourceId }: Lease,
  runId: number,
): Promise<Ledger> {
  const [documents] = await database.query<{ indexed: number; unchanged: number }>(
    `select count(*) filter (where run_id = $2) as indexed,
            count(*) filter (where run_id <> $2) as unchanged
     from documents
     where source_id = $1 and not exists (
       select from problems
       where problems.source_id = $1 and problems.external_id = documents.external_id
     )`,
    [sourceId, runId],
  );
  const problems = await database.query<{ outcome: string; reason: string; files: number }>(
    `select outcome, reason, count(*) as files from problems
     where source_id = $1 group by outcome, reason order by reason`,
    [sourceId],
  );
  const [run] = await database.query<{ seen: number; deleted: number }>(
    'select seen, deleted from sync_runs where id = $1',
    [runId],
  );
  const byReason = (outcome: string) =>
    Object.fromEntries(
      problems.filter((row) => row.outcome === outcome).map((row) => [row.reason, row.files]),
    );
  return {
    seen: run?.seen ?? 0,
    indexed: documents?.indexed ?? 0,
    unchanged: documents?.unchanged ?? 0,
    deleted: run?.deleted ?? 0,
    skipped: byReason('skipped'),
    failed: byReason('failed'),
  };
}

export function sumOf(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Closes the run with its ledger, or with the error that ended it. */
export async function finishRun(
  database: Queryable,
  runId: number,
  outcome: RunOutcome,
  ledger: Ledger | null,
  error: { code: string; message: string } | null = null,
): Promise<void> {
  await database.query(
    `update sync_runs
     set finished_at = now(), waits_until = null, outcome = $2, error = $3::jsonb,
         seen = coalesce(($4::jsonb->>'seen')::int, seen),
         indexed = coalesce(($4::jsonb->>'indexed')::int, indexed),
         unchanged = coalesce(($4::jsonb->>'unchanged')::int, unchanged),
         skipped = coalesce($4::jsonb->'skipped', skipped),
         failed = coalesce($4::jsonb->'failed', failed)
     where id = $1`,
    [runId, outcome, error && JSON.stringify(error), ledger && JSON.stringify(ledger)],
  );
}
