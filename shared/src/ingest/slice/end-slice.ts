import { DocPilotError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { Source } from '../../sources/source.ts';
import type { Database } from '../../store/connection/database.ts';
import { foldDeltas } from '../../store/documents/term-frequencies.ts';
import { type Lease, releaseLease } from '../../store/sync/leases.ts';
import {
  addRequests,
  countLedger,
  finishRun,
  type Ledger,
  recordWait,
  sumOf,
} from '../../store/sync/runs.ts';

/** Counts only: an answer to the workflow is at most 2 MB. */
export interface SliceReport {
  /** False: call again, with the same execution id. */
  done: boolean;
  /** When to call again, if not at once. */
  retryAfterSeconds?: number;
  seen: number;
  indexed: number;
  unchanged: number;
  deleted: number;
  skipped: number;
  failed: number;
}

interface EndingSlice {
  database: Database;
  source: Source;
  options: { log: Logger };
  lease: Lease;
  runId: number;
}

/** Ends a slice before its work is done; the execution keeps the lease for its next slice. */
export async function pauseSlice(
  slice: EndingSlice,
  retryAfterSeconds?: number,
): Promise<SliceReport> {
  const { database, source, lease, runId } = slice;
  await foldDeltas(database);
  await addRequests(database, runId, { [source.kind]: source.requests });
  if (retryAfterSeconds !== undefined) await recordWait(database, runId, retryAfterSeconds);
  const ledger = await countLedger(database, lease, runId);
  return {
    ...report(false, ledger),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

/**
 * Ends a run whose listing is applied. The ledger must balance (invariant 5); the lease is released
 * unless the source was marked dirty meanwhile (invariant 7).
 * @param seen how many files the listing held
 */
export async function endSlice(slice: EndingSlice, seen: number): Promise<SliceReport> {
  const { database, source, lease, runId, options } = slice;
  await addRequests(database, runId, { [source.kind]: source.requests });
  const ledger = { ...(await countLedger(database, lease, runId)), seen };
  const counted = accountedFor(ledger);
  if (counted !== seen) {
    options.log.error({ ledger }, 'the ledger does not balance');
    throw new DocPilotError(
      'internal',
      `The source listed ${seen} files and ${counted} are accounted for.`,
    );
  }
  if (!(await releaseLease(database, lease))) return report(false, ledger);
  await finishRun(database, runId, sumOf(ledger.failed) > 0 ? 'partial' : 'succeeded', ledger);
  return report(true, ledger);
}

/** Closes the run with the error that ended it; what was stored stays. Never throws. */
export async function failRun(slice: EndingSlice, error: unknown): Promise<void> {
  const { database, source, lease, runId, options } = slice;
  const known = error instanceof DocPilotError;
  try {
    await addRequests(database, runId, { [source.kind]: source.requests });
    const ledger = await countLedger(database, lease, runId);
    // A run that ended before it applied a listing leaves everything as it was.
    const seen = ledger.seen === 0 ? accountedFor(ledger) : ledger.seen;
    await finishRun(
      database,
      runId,
      'failed',
      { ...ledger, seen },
      {
        code: known ? error.code : 'internal',
        message: known ? error.message : 'An unexpected error ended the sync; the log has it.',
      },
    );
    await releaseLease(database, lease);
  } catch (cause) {
    options.log.error({ error: cause }, 'the failed run could not be recorded');
  }
}

/** Files that the store knows of. */
function accountedFor({ indexed, unchanged, skipped, failed }: Ledger): number {
  return indexed + unchanged + sumOf(skipped) + sumOf(failed);
}

function report(done: boolean, ledger: Ledger): SliceReport {
  return {
    done,
    seen: ledger.seen,
    indexed: ledger.indexed,
    unchanged: ledger.unchanged,
    deleted: ledger.deleted,
    skipped: sumOf(ledger.skipped),
    failed: sumOf(ledger.failed),
  };
}
