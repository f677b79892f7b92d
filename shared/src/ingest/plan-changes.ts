import type { Entry } from '../sources/source.ts';
import type { Problem, StoredProblem } from '../store/problems.ts';
import type { StoredVersion } from '../store/stored-documents.ts';
import { contentFingerprint } from './fingerprint.ts';

/** What a listing asks for, given what is stored. */
export interface Plan {
  /** Files whose content must be read: new, changed, or made with another fingerprint. */
  read: Entry[];
  /** Files that a rule newly rules out. */
  skip: Problem[];
  /** External ids that are stored and no longer listed. */
  gone: string[];
  /** How many files the source holds, as far as the listing and the store tell. */
  seen: number;
}

/**
 * Compares a listing with the store. Pure.
 * @param ruleOut why an entry is skipped without being read, or null
 * @param complete whether the listing is all there is; if not, nothing is gone (invariant 1)
 */
export function planChanges(
  entries: readonly Entry[],
  complete: boolean,
  stored: readonly StoredVersion[],
  problems: readonly StoredProblem[],
  ruleOut: (entry: Entry) => string | null,
): Plan {
  const documents = new Map(stored.map((document) => [document.externalId, document]));
  const known = new Map(problems.map((problem) => [problem.externalId, problem]));
  const plan: Plan = { read: [], skip: [], gone: [], seen: 0 };
  for (const entry of entries) {
    const reason = ruleOut(entry);
    const problem = known.get(entry.externalId);
    if (reason !== null) {
      const standing = problem?.outcome === 'skipped' && problem.reason === reason;
      if (!standing || problem.version !== entry.version) plan.skip.push(skipped(entry, reason));
    } else if (needsReading(entry, documents.get(entry.externalId), problem)) {
      plan.read.push(entry);
    }
  }
  const listed = new Set(entries.map((entry) => entry.externalId));
  const storedIds = new Set([...documents.keys(), ...known.keys()]);
  if (complete) plan.gone = [...storedIds].filter((externalId) => !listed.has(externalId));
  plan.seen = complete ? listed.size : storedIds.union(listed).size;
  return plan;
}

function needsReading(
  entry: Entry,
  document: StoredVersion | undefined,
  problem: StoredProblem | undefined,
): boolean {
  const upToDate = (row: StoredVersion | undefined) =>
    row !== undefined &&
    row.version === entry.version &&
    row.path === entry.path &&
    row.fingerprint === contentFingerprint;
  // A standing problem has the last word: content rules said skip, or the retry has its own time.
  if (problem !== undefined) {
    return problem.isDue || !upToDate(problem) || isRuleOfPath(problem);
  }
  return !upToDate(document);
}

/** A file that only a path rule kept out, which no longer does, has never been read. */
function isRuleOfPath(problem: StoredProblem): boolean {
  return problem.detail === byPath;
}

/** Marks a problem that was decided without reading the file. */
const byPath = 'by path or size';

function skipped(entry: Entry, reason: string): Problem {
  return {
    externalId: entry.externalId,
    path: entry.path,
    version: entry.version,
    outcome: 'skipped',
    reason,
    detail: byPath,
  };
}
