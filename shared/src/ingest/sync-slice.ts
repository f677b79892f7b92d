import { pMapIterable } from 'p-map';
import { DocPilotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Cursor, Entry, Listing, Source } from '../sources/source.ts';
import type { Database } from '../store/database.ts';
import { acquireLease, type Lease } from '../store/leases.ts';
import { readDueRetries, readProblems } from '../store/problems.ts';
import { recordSeen, startRun } from '../store/runs.ts';
import { ensureSource, markVerified, moveCursor, type SourceRow } from '../store/sources.ts';
import { readStoredText, readVersions, type StoredVersion } from '../store/stored-documents.ts';
import { foldDeltas } from '../store/term-frequencies.ts';
import { deleteDocuments } from '../store/write-documents.ts';
import { assertDeletable } from './delete-guard.ts';
import { endSlice, failRun, pauseSlice, type SliceReport } from './end-slice.ts';
import { contentFingerprint, sourceFingerprint } from './fingerprint.ts';
import { keepLease } from './keep-lease.ts';
import { type PathSettings, pathRules } from './path-rules.ts';
import { planChanges } from './plan-changes.ts';
import { readEntry } from './read-entry.ts';
import { writeBatches } from './write-batches.ts';

export interface SliceRequest {
  /** The workflow's execution: the lease's holder, and what the runs of one sync share. */
  executionId: string;
  trigger: string;
  /** Lets a sync delete more than the guard allows. */
  force: boolean;
}

export interface SliceOptions {
  /** Milliseconds of the epoch; the slice ends itself before. */
  deadline: number;
  settings: PathSettings;
  log: Logger;
  /** Aborted when the lease is lost; the source's requests listen to it. */
  abort: AbortController;
}

interface Slice {
  database: Database;
  source: Source;
  request: SliceRequest;
  options: SliceOptions;
  row: SourceRow;
  lease: Lease;
  runId: number;
}

/** Files fetched at the same time. */
const fetchConcurrency = 8;
/** Documents deleted by one transaction. */
const deleteSize = 50;

/**
 * Syncs one source for one time slice: lease, retries that are due, listing, changed files,
 * deletes, cursor, in this order (invariants 1 to 7). Called again after any end, a kill included,
 * it goes on where the stored documents say.
 */
export async function syncSlice(
  database: Database,
  source: Source,
  request: SliceRequest,
  options: SliceOptions,
): Promise<SliceReport> {
  const row = await ensureSource(database, source.kind, source.name);
  const lease = await acquireLease(database, row.id, request.executionId);
  const runId = await startRun(database, row.id, request.executionId, request.trigger);
  const stopRenewing = keepLease(database, lease, options.abort, options.log);
  const slice = { database, source, request, options, row, lease, runId };
  try {
    return await runSlice(slice);
  } catch (error) {
    if (error instanceof DocPilotError && error.code === 'rate_limited') {
      return await pauseSlice(slice, error.retryAfterSeconds);
    }
    await failRun(slice, error);
    throw error;
  } finally {
    stopRenewing();
  }
}

async function runSlice(slice: Slice): Promise<SliceReport> {
  const { database, source, row, lease, runId, options } = slice;
  const fingerprint = sourceFingerprint(options.settings);
  const known = row.fingerprint === fingerprint ? row.cursor : null;
  if (known !== null && !(await retryDue(slice, known))) return pauseSlice(slice);

  const listing = await source.list(known);
  if (!listing.changed) {
    await markVerified(database, lease.sourceId);
    return endSlice(slice, Number(known?.seen ?? 0));
  }
  const seen = listing.entries.length;
  await recordSeen(database, runId, seen);
  if (!(await applyListing(slice, listing))) return pauseSlice(slice);
  await foldDeltas(database);
  if (!listing.complete) {
    throw new DocPilotError(
      'upstream_unavailable',
      'The source’s listing is incomplete: nothing was deleted, and it will be listed again.',
    );
  }
  await moveCursor(database, lease, { ...listing.cursor, seen }, fingerprint);
  return endSlice(slice, seen);
}

/** Tries failed files again before the source is asked for news. @returns false when time is up */
async function retryDue(slice: Slice, cursor: Cursor): Promise<boolean> {
  const due = await readDueRetries(slice.database, slice.lease.sourceId);
  const entries = due.map(({ externalId, path, version }) => ({
    externalId,
    path,
    version,
    sizeBytes: null,
  }));
  return readAndWrite(slice, entries, cursor, []);
}

/** Makes the store what the listing says. @returns false when time is up */
async function applyListing(
  slice: Slice,
  { entries, complete, cursor }: Extract<Listing, { changed: true }>,
): Promise<boolean> {
  const { database, lease, runId, request, options } = slice;
  const stored = await readVersions(database, lease.sourceId);
  const problems = await readProblems(database, lease.sourceId);
  const plan = planChanges(entries, complete, stored, problems, pathRules(options.settings));
  assertDeletable(plan.gone.length, stored.length, request.force);
  const skipped = plan.skip.map((problem) => ({ problem }));
  if (!(await write(slice, skipped))) return false;
  if (!(await readAndWrite(slice, plan.read, cursor, stored))) return false;
  for (let at = 0; at < plan.gone.length; at += deleteSize) {
    await deleteDocuments(database, lease, runId, plan.gone.slice(at, at + deleteSize));
  }
  return true;
}

/** Reads files side by side and stores them in batches. @returns false when time is up */
async function readAndWrite(
  slice: Slice,
  entries: readonly Entry[],
  cursor: Cursor,
  stored: readonly StoredVersion[],
): Promise<boolean> {
  const { database, source, lease } = slice;
  // A renamed or copied file, or one to be cut anew, is here already: nothing is fetched.
  const held = new Set(stored.map((document) => document.version));
  const files = pMapIterable(
    entries,
    async (entry) => {
      const text = held.has(entry.version)
        ? await readStoredText(database, lease.sourceId, entry.version)
        : undefined;
      return readEntry(source, entry, cursor, text);
    },
    { concurrency: fetchConcurrency, backpressure: 2 * fetchConcurrency, preserveOrder: false },
  );
  return write(slice, files);
}

function write(
  { database, lease, runId, options }: Slice,
  files: Parameters<typeof writeBatches>[2],
): Promise<boolean> {
  const stop = () => options.abort.signal.aborted || Date.now() >= options.deadline;
  return writeBatches(database, { lease, runId, fingerprint: contentFingerprint }, files, {
    stop,
    log: options.log,
  });
}
