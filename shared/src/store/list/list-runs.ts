import type { SourceKind } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';
import { isOneOf, type ListFilters } from '../documents/document-filters.ts';
import type { EmbeddingLedger, Ledger, RecallReport } from '../sync/runs.ts';
import { type ListedOutcome, runOutcome } from './run-outcome.ts';

export interface ListedRun extends Ledger {
  /** Digits; higher in a later run. */
  id: string;
  executionId: string;
  source: SourceKind;
  repository: string;
  configuredAs: string;
  trigger: string;
  startedAt: Date;
  finishedAt: Date | null;
  /** Null while it runs. */
  outcome: ListedOutcome | null;
  /** Until when it waits for its source's rate limit; null: it does not. */
  waitsUntil: Date | null;
  error: { code: string; message: string } | null;
  slices: number;
  requests: Record<string, number>;
  /** Null without an embedder. */
  embeddings: Omit<EmbeddingLedger, 'requests'> | null;
  /** Null without an answer key. */
  recall: RecallReport | null;
  /** Patterns of the settings that match no file of the source. */
  unmatchedPatterns: string[];
  /** What a person should know of it that is no error. */
  notes: string[];
  /** Secrets that are masked in the source's documents now. */
  secretsMasked: number;
}

export interface ListedRuns {
  executionId?: string | null;
  filters?: ListFilters;
  /** The id of the last run of the previous page. */
  before?: string | null;
  limit: number;
}

/** Runs, newest first; those of one execution, if one is given. A run's progress is counted live. */
export async function listRuns(
  database: Queryable,
  { executionId = null, filters = {}, before = null, limit }: ListedRuns,
): Promise<ListedRun[]> {
  return database.query<ListedRun>(
    `select sync_runs.id::text, sync_runs.execution_id as "executionId", sources.kind as source,
            sources.title as repository, sources.name as "configuredAs", trigger, started_at as "startedAt",
            finished_at as "finishedAt", ${runOutcome('sync_runs')} as outcome,
            waits_until as "waitsUntil", error, slices, seen,
            case when finished_at is null
              then (select count(*) from documents where documents.run_id = sync_runs.id)
              else indexed end as indexed,
            unchanged, deleted, skipped, failed, requests, embeddings, recall,
            unmatched_patterns as "unmatchedPatterns", notes,
            (select coalesce(sum(secrets_masked), 0)::int from documents
             where documents.source_id = sources.id) as "secretsMasked"
     from sync_runs join sources on sources.id = sync_runs.source_id
     where ($1::text is null or sync_runs.execution_id = $1)
       and ($2::text is null or sources.kind = $2)
       and ${isOneOf('$3')}
       and ($4::bigint is null or sync_runs.id < $4)
     order by sync_runs.id desc
     limit $5`,
    [executionId, filters.source ?? null, filters.repositories ?? null, before, limit],
  );
}
