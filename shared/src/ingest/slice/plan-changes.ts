import type { Entry, Listing } from '../../sources/source.ts';
import type { StoredVersion } from '../../store/documents/stored-documents.ts';
import type { Problem, StoredProblem } from '../../store/sync/problems.ts';

/** What a listing asks for, given what is stored. */
export interface Plan {
  /** Files whose content must be read: new, changed, or made with another fingerprint. */
  read: Entry[];
  /** Files that a rule newly rules out. */
  skip: Problem[];
  /** External ids that are stored and no longer listed. */
  gone: string[];
  /** How many documents go with them. One whose content is listed under another id has moved. */
  deletions: number;
  /** Versions of documents that are gone: one that comes under another path was renamed. */
  renamed: Set<string>;
  /** How many files the source holds, as far as the listing and the store tell. */
  seen: number;
}

/**
 * Compares a listing with the store. Pure.
 * @param listing nothing is gone unless it is a complete inventory (invariant 1)
 * @param fingerprint what documents are made with now
 * @param ruleOut why an entry is skipped without being read, or null
 */
export function planChanges(
  listing: Exclude<Listing, { kind: 'unchanged' }>,
  stored: readonly StoredVersion[],
  problems: readonly StoredProblem[],
  fingerprint: string,
  ruleOut: (entry: Entry) => string | null,
): Plan {
  const { entries } = listing;
  const changedAt = listing.kind === 'inventory' ? listing.changedAt : undefined;
  const changed = changedAt === undefined ? {} : { changedAt };
  const documents = new Map(stored.map((document) => [document.externalId, document]));
  const known = new Map(problems.map((problem) => [problem.externalId, problem]));
  const plan: Plan = {
    read: [],
    skip: [],
    gone: [],
    deletions: 0,
    renamed: new Set(),
    seen: 0,
  };
  const kept = new Map<string, number>();
  for (const entry of entries) {
    const reason = ruleOut(entry);
    const problem = known.get(entry.externalId);
    if (reason === null) kept.set(entry.version, (kept.get(entry.version) ?? 0) + 1);
    if (reason !== null) {
      if (!isStanding(problem, entry, reason)) plan.skip.push(skipped(entry, reason));
    } else if (needsReading(entry, documents.get(entry.externalId), problem, fingerprint)) {
      // Only a file without a problem is known to have changed since the cursor.
      plan.read.push(problem === undefined ? { ...changed, ...entry } : entry);
    }
  }
  const listed = new Set(entries.map((entry) => entry.externalId));
  const storedIds = new Set([...documents.keys(), ...known.keys()]);
  const isWhole = listing.kind === 'inventory' && listing.complete;
  if (isWhole) plan.gone = [...storedIds].filter((externalId) => !listed.has(externalId));
  const lost = Map.groupBy(
    plan.gone.flatMap((externalId) => documents.get(externalId) ?? []),
    ({ version }) => version,
  );
  for (const [version, { length }] of lost) {
    plan.renamed.add(version);
    plan.deletions += Math.max(0, length - (kept.get(version) ?? 0));
  }
  plan.seen = isWhole ? listed.size : storedIds.union(listed).size;
  return plan;
}

function needsReading(
  entry: Entry,
  document: StoredVersion | undefined,
  problem: StoredProblem | undefined,
  fingerprint: string,
): boolean {
  const upToDate = (row: StoredVersion | undefined) =>
    row !== undefined &&
    row.version === entry.version &&
    row.path === entry.path &&
    row.fingerprint === fingerprint;
  // A standing problem has the last word: content rules said skip, or the retry has its own time.
  if (problem !== undefined) {
    const isOverruled = entry.isAuthored === true && problem.reason === 'generated';
    return problem.isDue || !upToDate(problem) || isRuleOfPath(problem) || isOverruled;
  }
  return !upToDate(document);
}

/** Whether the ledger says already that this entry is skipped, under the path it has now. */
function isStanding(problem: StoredProblem | undefined, entry: Entry, reason: string): boolean {
  return (
    problem?.outcome === 'skipped' &&
    problem.reason === reason &&
    problem.version === entry.version &&
    problem.path === entry.path
  );
}

/** A file that only a path rule kept out, which no longer does, has never been read. */
function isRuleOfPath({ detail }: StoredProblem): boolean {
  return detail?.startsWith(byPath) ?? false;
}

/** Marks a problem that was decided without reading the file. */
const byPath = 'by path or size';

function detailOf({ sizeBytes }: Entry, reason: string): string {
  return reason === 'too_large' ? `${byPath}: ${sizeBytes?.toLocaleString('en')} bytes` : byPath;
}

function skipped(entry: Entry, reason: string): Problem {
  return {
    externalId: entry.externalId,
    path: entry.path,
    version: entry.version,
    outcome: 'skipped',
    reason,
    detail: detailOf(entry, reason),
  };
}
