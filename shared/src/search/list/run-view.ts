import type { Queryable } from '../../store/connection/database.ts';
import { type ListedRun, listRuns } from '../../store/list/list-runs.ts';
import type { RunView } from './list-request.ts';

/** A run as the API shows it. */
export function runView(run: ListedRun): RunView {
  return {
    execution_id: run.executionId,
    source: run.source,
    repository: run.repository,
    configured_as: run.configuredAs,
    trigger: run.trigger,
    started_at: run.startedAt.toISOString(),
    finished_at: run.finishedAt?.toISOString() ?? null,
    outcome: run.outcome ?? 'running',
    waits_until: run.waitsUntil?.toISOString() ?? null,
    error: run.error,
    slices: run.slices,
    seen: run.seen,
    indexed: run.indexed,
    unchanged: run.unchanged,
    deleted: run.deleted,
    skipped: run.skipped,
    failed: run.failed,
    requests: run.requests,
    embeddings: run.embeddings,
    recall: run.recall,
    unmatched_patterns: run.unmatchedPatterns,
    notes: run.notes,
    secrets_masked: run.secretsMasked,
  };
}

/** The runs of an execution, one for each source it has started. */
export async function runsOfExecution(
  database: Queryable,
  executionId: string,
): Promise<RunView[]> {
  return (await listRuns(database, { executionId, limit: 1_000 })).map(runView);
}
