import { formatOf, formats } from '../../extract/formats.ts';
import type { Entry, Listing } from '../../sources/source.ts';
import { readVersions } from '../../store/documents/stored-documents.ts';
import { readFilesNamed, type StoredFile } from '../../store/documents/stored-files.ts';
import { deleteDocuments } from '../../store/documents/write-documents.ts';
import { readProblems } from '../../store/sync/problems.ts';
import { recordSeen } from '../../store/sync/runs.ts';
import { dropCursor, renameSource } from '../../store/sync/sources.ts';
import { pathRules, unmatchedSettings } from '../choose/path-rules.ts';
import { isRuleFile, markAuthored, readRules, ruleFileNames } from '../choose/rule-files.ts';
import { assertDeletable } from './delete-guard.ts';
import { contentFingerprint, sourceFingerprint } from './fingerprint.ts';
import { planChanges } from './plan-changes.ts';
import { relinkDocuments } from './relink-documents.ts';
import { configFilesOf, readAndWrite, runByHand, type Slice, write } from './slice.ts';

/** Documents deleted by one transaction. */
const deleteSize = 50;

/** Bytes from which texts are read one at a time, since what is made of one is many times larger. */
const largeFrom = 1024 * 1024;

type ChangedListing = Exclude<Listing, { kind: 'unchanged' }>;

/**
 * Makes the store equal to the listing.
 * @returns what the source holds and how it was chosen; null when time is up
 */
export async function applyListing(
  slice: Slice,
  listing: ChangedListing,
): Promise<{ seen: number; unmatched: string[]; fingerprint: string } | null> {
  const { database, lease, runId, request, options } = slice;
  const ruleFiles = await storeRuleFiles(slice, listing);
  if (ruleFiles === null) return null;
  const stored = await readVersions(database, lease.sourceId);
  const problems = await readProblems(database, lease.sourceId, runByHand(slice));
  const isWhole = listing.kind === 'inventory' && listing.complete;
  const known = isWhole ? [] : [...stored, ...problems];
  const paths = [...new Set([...listing.entries, ...known].map(({ path }) => path))];
  const { kind } = slice.source;
  const rules = readRules(ruleFiles);
  const ruleOut = pathRules(options.settings, configFilesOf(slice), { kind, paths, rules });
  const authored = { ...listing, entries: markAuthored(listing.entries, rules) };
  const plan = planChanges(
    authored,
    stored,
    problems,
    contentFingerprint(options.settings),
    ruleOut,
  );
  assertDeletable(plan.deletions, stored.length, request.force);
  await recordSeen(database, runId, plan.seen);
  if (listing.kind === 'inventory' && listing.title) {
    await renameSource(database, lease, listing.title);
  }
  if (listing.kind === 'inventory' && listing.relink) {
    await relinkDocuments(database, lease, slice.source, listing, stored);
  }
  // From here on the store differs from what the cursor stands for. If the slice ended halfway and the
  // source went back to that state, it would wrongly count as unchanged.
  if (listing.kind === 'inventory' && !listing.keepsCursor) await dropCursor(database, lease);
  const skipped = plan.skip.map((problem) => ({ problem }));
  if (!(await write(slice, skipped))) return null;
  const { read, renamed } = plan;
  const others = read.filter((entry) => !isLargeText(entry));
  const large = read.filter(isLargeText);
  for (const entries of [others, ...large.map((entry) => [entry])]) {
    const files = { entries, cursor: listing.cursor, stored, renamed };
    if (!(await readAndWrite(slice, files))) return null;
  }
  for (let at = 0; at < plan.gone.length; at += deleteSize) {
    await deleteDocuments(database, lease, runId, plan.gone.slice(at, at + deleteSize));
  }
  return {
    seen: plan.seen,
    unmatched: unmatchedSettings(options.settings, paths),
    fingerprint: sourceFingerprint(options.settings, ruleFiles),
  };
}

/**
 * Stores the rule files of a listing, so that the rules are what is stored.
 * @returns those that count: one that cannot be read as it last was; null when time is up
 */
async function storeRuleFiles(slice: Slice, listing: ChangedListing): Promise<StoredFile[] | null> {
  const { database, lease } = slice;
  const entries = listing.entries.filter(isRuleFile);
  const listed = new Set(entries.map(({ externalId }) => externalId));
  if (entries.length > 0) {
    const stored = await readVersions(database, lease.sourceId);
    const problems = await readProblems(database, lease.sourceId, runByHand(slice));
    const part = { ...listing, kind: 'changes' as const, entries };
    const fingerprint = contentFingerprint(slice.options.settings);
    const { read } = planChanges(part, stored, problems, fingerprint, () => null);
    const files = { entries: read, cursor: listing.cursor, stored, renamed: new Set<string>() };
    if (!(await readAndWrite(slice, files))) return null;
  }
  const files = await readFilesNamed(database, lease.sourceId, ruleFileNames);
  const isWhole = listing.kind === 'inventory' && listing.complete;
  return files.filter(({ externalId }) => !isWhole || listed.has(externalId));
}

function isLargeText({ path, mediaType, sizeBytes }: Entry): boolean {
  const format = formatOf({ name: path, mediaType });
  const isText = format !== 'unsupported' && !formats[format].isLarge;
  return isText && (sizeBytes ?? 0) > largeFrom;
}
