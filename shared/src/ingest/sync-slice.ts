import { DocPilotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { Cursor, Entry, Listing, Source } from '../sources/source.ts';
import type { Database } from '../store/connection/database.ts';
import { isStored, readVersions } from '../store/documents/stored-documents.ts';
import { foldDeltas } from '../store/documents/term-frequencies.ts';
import { deleteDocuments } from '../store/documents/write-documents.ts';
import { acquireLease, type Lease } from '../store/sync/leases.ts';
import { readDueRetries, readProblems } from '../store/sync/problems.ts';
import { recordSeen, startRun } from '../store/sync/runs.ts';
import {
  dropCursor,
  ensureSource,
  markVerified,
  moveCursor,
  renameSource,
  type SourceRow,
} from '../store/sync/sources.ts';
import type { ConfigFile } from './config-file.ts';
import { assertDeletable } from './delete-guard.ts';
import { endSlice, failRun, pauseSlice, type SliceReport } from './end-slice.ts';
import { fillDates } from './fill-dates.ts';
import { contentFingerprint, sourceFingerprint } from './fingerprint.ts';
import { keepLease } from './keep-lease.ts';
import { type PathSettings, pathRules } from './path-rules.ts';
import { planChanges } from './plan-changes.ts';
import { purgePassages } from './purge.ts';
import { type FilesToRead, readFiles } from './read-files.ts';
import { relinkDocuments } from './relink-documents.ts';
import { writeBatches } from './write-batches.ts';

export interface SliceRequest {
  /** The workflow's execution, which holds the lease; the same for all runs of one sync. */
  executionId: string;
  trigger: string;
  /** Lets a sync delete more than the guard allows. */
  force: boolean;
}

export interface SliceOptions {
  /** Milliseconds of the epoch; the slice ends itself before. */
  deadline: number;
  settings: PathSettings;
  /** The files that configure DocPilot, in whichever source they are. */
  configFiles?: readonly ConfigFile[];
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

/** Documents deleted by one transaction. */
const deleteSize = 50;

/**
 * Syncs one source for one time slice: lease, retries that are due, listing, changed files,
 * deletes, cursor, in this order (invariants 1 to 7). Called again after any end, even a kill, it
 * continues from what is stored.
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
    // Requests that are still under way are aborted: nothing may run after the answer.
    options.abort.abort(new Error('the slice has ended'));
  }
}

async function runSlice(slice: Slice): Promise<SliceReport> {
  const { database, source, row, lease, options } = slice;
  const fingerprint = sourceFingerprint(options.settings);
  const known = row.fingerprint === fingerprint ? row.cursor : null;
  if (known !== null && !(await retryDue(slice, known))) return pauseSlice(slice);

  const listing = await source.list(known, (externalId) =>
    isStored(database, lease.sourceId, externalId),
  );
  if (listing.kind === 'unchanged') {
    await markVerified(database, lease.sourceId);
    const seen = Number(known?.seen ?? 0);
    if (listing.cursor) await moveCursor(database, lease, { ...listing.cursor, seen }, fingerprint);
    return endSlice(slice, seen);
  }
  const seen = await applyListing(slice, listing);
  if (seen === null) return pauseSlice(slice);
  await foldDeltas(database);
  if (listing.kind === 'inventory' && !listing.complete) {
    throw new DocPilotError(
      'upstream_unavailable',
      'The source’s listing is incomplete: nothing was deleted, and it will be listed again.',
    );
  }
  await moveCursor(database, lease, { ...listing.cursor, seen }, fingerprint);
  await fillDates(database, lease, source, listing.cursor, options);
  await purgePassages(database, options.log);
  return endSlice(slice, seen);
}

/** Tries failed files again before the source is listed. @returns false when time is up */
async function retryDue(slice: Slice, cursor: Cursor): Promise<boolean> {
  const { database, source, lease } = slice;
  const entries: Entry[] = [];
  for (const { externalId, path, version } of await readDueRetries(database, lease.sourceId)) {
    const entry = await source.find(externalId, path, version);
    // A file that is gone is deleted by the next inventory.
    if (entry !== null) entries.push(entry);
  }
  if (entries.length === 0) return true;
  const isDone = await readAndWrite(slice, {
    entries,
    cursor,
    stored: [],
    renamed: new Set<string>(),
  });
  await foldDeltas(database);
  return isDone;
}

/**
 * Makes the store equal to the listing.
 * @returns how many files the source holds, null when time is up
 */
async function applyListing(
  slice: Slice,
  listing: Exclude<Listing, { kind: 'unchanged' }>,
): Promise<number | null> {
  const { database, lease, runId, request, options } = slice;
  const stored = await readVersions(database, lease.sourceId);
  const problems = await readProblems(database, lease.sourceId);
  const plan = planChanges(
    listing,
    stored,
    problems,
    pathRules(options.settings, options.configFiles ?? []),
  );
  await recordSeen(database, runId, plan.seen);
  assertDeletable(plan.gone.length, stored.length, request.force);
  if (listing.kind === 'inventory' && listing.title) {
    await renameSource(database, lease, listing.title);
  }
  if (listing.kind === 'inventory' && listing.relink) {
    await relinkDocuments(database, lease, slice.source, listing, stored);
  }
  // From here on the store differs from what the cursor stands for. If the slice ended halfway and the
  // source went back to that state, it would wrongly count as unchanged.
  if (listing.kind === 'inventory') await dropCursor(database, lease);
  const skipped = plan.skip.map((problem) => ({ problem }));
  if (!(await write(slice, skipped))) return null;
  const { read, renamed } = plan;
  const files = { entries: read, cursor: listing.cursor, stored, renamed };
  if (!(await readAndWrite(slice, files))) return null;
  for (let at = 0; at < plan.gone.length; at += deleteSize) {
    await deleteDocuments(database, lease, runId, plan.gone.slice(at, at + deleteSize));
  }
  return plan.seen;
}

/** Reads files and stores them in batches. @returns false when time is up */
function readAndWrite(slice: Slice, files: Omit<FilesToRead, 'configFiles'>): Promise<boolean> {
  const { database, lease, source, options } = slice;
  const configFiles = options.configFiles ?? [];
  return write(slice, readFiles(database, lease.sourceId, source, { ...files, configFiles }));
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
