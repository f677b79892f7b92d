import * as z from 'zod';
import { DocPilotError } from '../../errors.ts';
import type { Changes, Cursor, Entry, Source } from '../../sources/source.ts';
import type { Database } from '../../store/connection/database.ts';
import { isStored, readListed, readUnindexed } from '../../store/documents/stored-documents.ts';
import { readFilesNamed } from '../../store/documents/stored-files.ts';
import { foldDeltas } from '../../store/documents/term-frequencies.ts';
import { acquireLease } from '../../store/sync/leases.ts';
import { readDueRetries } from '../../store/sync/problems.ts';
import { addNote, countFiles, recordUnmatched, startRun } from '../../store/sync/runs.ts';
import {
  ensureSource,
  forgetHints,
  keepProgress,
  markVerified,
  moveCursor,
  readHints,
  recordMove,
} from '../../store/sync/sources.ts';
import { isRuleFile, markAuthored, readRules, ruleFileNames } from '../choose/rule-files.ts';
import { applyListing } from './apply-listing.ts';
import { endSlice, failRun, pauseSlice, type SliceReport } from './end-slice.ts';
import { fillDates } from './fill-dates.ts';
import { sourceFingerprint } from './fingerprint.ts';
import { keepLease } from './keep-lease.ts';
import { purgePassages } from './purge.ts';
import {
  readAndWrite,
  runByHand,
  type Slice,
  type SliceOptions,
  type SliceRequest,
} from './slice.ts';
import { storableEntries } from './storable-entries.ts';

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
  const { database, source, lease, options } = slice;
  let known = await knownCursor(slice);
  if (known !== null && !(await retryDue(slice, known))) return pauseSlice(slice);
  // What was tried again may have been a rule file.
  known &&= await knownCursor(slice);
  known &&= await balancedCursor(slice, known);

  let listing = await listSource(slice, known);
  await noteMove(slice);
  for (;;) {
    while (listing.kind === 'changes' && listing.isPart) {
      known = await storePart(slice, listing);
      if (known === null || Date.now() >= options.deadline) return pauseSlice(slice);
      listing = await listSource(slice, known);
    }
    // A slice that was killed may have stored what is not there any more.
    if (listing.kind !== 'unchanged' || known === null || (await isBalanced(slice, known))) break;
    known = null;
    listing = await listSource(slice, null);
  }
  await addNotes(slice, listing.notes);
  if (listing.kind === 'unchanged') {
    await markVerified(database, lease.sourceId);
    const { seen, unmatched } = standing.parse(known ?? {});
    await recordUnmatched(database, slice.runId, unmatched);
    if (listing.cursor && known) {
      const cursor = { ...listing.cursor, seen, unmatched };
      await moveCursor(database, lease, cursor, String(slice.row.fingerprint));
    }
    await forgetHints(database, lease.sourceId, slice.row.hints);
    return endSlice(slice, seen);
  }
  const applied = await applyListing(slice, listing);
  if (applied === null) return pauseSlice(slice);
  const { seen, unmatched, fingerprint } = applied;
  await foldDeltas(database);
  if (listing.kind === 'inventory' && !listing.complete) {
    throw new DocPilotError(
      'upstream_unavailable',
      'The source’s listing is incomplete: nothing was deleted, and it will be listed again.',
    );
  }
  await moveCursor(database, lease, { ...listing.cursor, seen, unmatched }, fingerprint);
  await forgetHints(database, lease.sourceId, slice.row.hints);
  await recordUnmatched(database, slice.runId, unmatched);
  for (const pattern of unmatched)
    options.log.warn({ source: source.name }, `${pattern} matches no file`);
  await fillDates(database, lease, source, listing.cursor, options);
  await purgePassages(database, options.log);
  return endSlice(slice, seen);
}

/** Stores a part of a listing. @returns where the listing goes on; null when time is up */
async function storePart(slice: Slice, part: Changes): Promise<Cursor | null> {
  const { database, lease, request } = slice;
  await addNotes(slice, part.notes);
  const applied = await applyListing(slice, part);
  if (applied === null) return null;
  const { seen, unmatched, fingerprint } = applied;
  await foldDeltas(database);
  const cursor = { ...part.cursor, seen, unmatched, partOf: request.executionId };
  await keepProgress(database, lease, cursor, fingerprint);
  // The part has what the hints named; what came meanwhile, the next one has.
  await forgetHints(database, lease.sourceId, slice.row.hints);
  slice.row.hints = await readHints(database, lease.sourceId);
  return cursor;
}

/** What an unchanged source's run repeats of the last listing; kept with its cursor. */
const standing = z.object({
  seen: z.number().default(0),
  unmatched: z.array(z.string()).default([]),
});

/** Where the source stood; null where its files were chosen by other settings or rules. */
async function knownCursor({ database, row, lease, options }: Slice): Promise<Cursor | null> {
  const ruleFiles = await readFilesNamed(database, lease.sourceId, ruleFileNames);
  return row.fingerprint === sourceFingerprint(options.settings, ruleFiles) ? row.cursor : null;
}

/**
 * The cursor; null where files are missing in the store that it stands for, as after a restore by hand.
 * They are listed and read anew.
 */
async function balancedCursor(slice: Slice, cursor: Cursor): Promise<Cursor | null> {
  const { database, lease, runId, source, options } = slice;
  const { seen } = standing.parse(cursor);
  const stored = await countFiles(database, lease.sourceId);
  // A part that was not stored to its end is listed again.
  if (stored === seen || (stored > seen && cursor.partOf !== undefined)) return cursor;
  const note = `The index had ${stored} of ${seen} files: the source was listed anew, and what was missing was read.`;
  options.log.warn({ source: source.name, seen, stored }, note);
  await addNote(database, runId, note);
  return null;
}

async function isBalanced({ database, lease }: Slice, cursor: Cursor): Promise<boolean> {
  const { seen } = standing.parse(cursor);
  return cursor.partOf === undefined || (await countFiles(database, lease.sourceId)) === seen;
}

async function addNotes({ database, runId }: Slice, notes: readonly string[] = []): Promise<void> {
  for (const note of notes) await addNote(database, runId, note);
}

async function noteMove({ database, lease, runId, source, options }: Slice): Promise<void> {
  const { movedTo, name } = source;
  await recordMove(database, lease.sourceId, movedTo ?? null);
  if (movedTo === undefined) return;
  const note = `${name} is called ${movedTo} now: change it in GH_REPOS.`;
  options.log.warn({ source: name }, note);
  await addNote(database, runId, note);
}

/** A changed rule may choose other files among those that did not change: they are listed, too. */
async function listSource({ database, source, lease, request, row }: Slice, known: Cursor | null) {
  const context = {
    isStored: (externalId: string) => isStored(database, lease.sourceId, externalId),
    readStored: () => readListed(database, lease.sourceId),
    readUnindexed: () => readUnindexed(database, lease.sourceId),
    hints: row.hints,
    isForced: request.force,
  };
  // What this execution has begun anew already, it goes on with.
  const isAnew = request.force && known?.partOf !== request.executionId;
  const listing = await source.list(isAnew ? null : known, context);
  const isNewRule = listing.kind === 'changes' && listing.entries.some(isRuleFile);
  const whole = isNewRule ? await source.list(null, context) : listing;
  return whole.kind === 'unchanged' ? whole : { ...whole, entries: storableEntries(whole.entries) };
}

/** Tries failed files again before the source is listed. @returns false when time is up */
async function retryDue(slice: Slice, cursor: Cursor): Promise<boolean> {
  const { database, source, lease } = slice;
  const entries: Entry[] = [];
  for (const { externalId, path, version } of await readDueRetries(
    database,
    lease.sourceId,
    runByHand(slice),
  )) {
    const entry = await source.find(externalId, path, version);
    // A file that is gone is deleted by the next inventory.
    if (entry !== null) entries.push(entry);
  }
  if (entries.length === 0) return true;
  const rules = readRules(await readFilesNamed(database, lease.sourceId, ruleFileNames));
  const isDone = await readAndWrite(slice, {
    entries: markAuthored(storableEntries(entries), rules),
    cursor,
    stored: [],
    renamed: new Set<string>(),
  });
  await foldDeltas(database);
  return isDone;
}
