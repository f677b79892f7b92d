import { storable } from '../../extract/storable.ts';
import { pathTerms } from '../../lexical/weights/name-terms.ts';
import type { Queryable } from '../connection/database.ts';

/** A file of the source whose present version is not indexed. */
export interface Problem {
  externalId: string;
  path: string;
  version: string;
  /** skipped: a rule leaves it out; failed: to be tried again. */
  outcome: 'skipped' | 'failed';
  /** One word of a small vocabulary, for example `binary`. */
  reason: string;
  detail: string | null;
}

export interface StoredProblem extends Problem {
  fingerprint: string;
  attempts: number;
  /** Whether it is time to try it again. */
  isDue: boolean;
}

/** After this many failures a file is not tried again until it has a new version. */
const maxAttempts = 5;

/**
 * $2: the run of a person, who wants to know now; its failures are not tried twice. A pause that is
 * longer than any is from before the clock was set back.
 */
const isDue = `(outcome = 'failed'
    and (coalesce(next_attempt_at not between now() and now() + interval '1 day', false)
         or run_id <> $2::bigint))`;
const columns = `external_id as "externalId", path, version, fingerprint, outcome, reason, detail,
  attempts, ${isDue} as "isDue"`;

/** @param byHand the run, if a person started it: then every failed file is due, once */
export async function readProblems(
  database: Queryable,
  sourceId: number,
  byHand: number | null,
): Promise<StoredProblem[]> {
  return database.query<StoredProblem>(`select ${columns} from problems where source_id = $1`, [
    sourceId,
    byHand,
  ]);
}

/** Failed files that are due to be tried again. */
export async function readDueRetries(
  database: Queryable,
  sourceId: number,
  byHand: number | null,
): Promise<StoredProblem[]> {
  return database.query<StoredProblem>(
    `select ${columns} from problems where source_id = $1 and ${isDue} order by external_id`,
    [sourceId, byHand],
  );
}

/**
 * Records problems. Each failure of the same version counts as one more attempt and doubles the wait
 * before the next, from 5 minutes; after `maxAttempts` the file waits for another version.
 */
export async function recordProblems(
  transaction: Queryable,
  { sourceId, runId, fingerprint }: { sourceId: number; runId: number; fingerprint: string },
  problems: readonly Problem[],
): Promise<void> {
  if (problems.length === 0) return;
  const named = problems.map((problem) => ({ ...problem, nameTerms: pathTerms(problem.path) }));
  await transaction.query(
    `insert into problems
       (source_id, external_id, path, version, fingerprint, outcome, reason, detail, next_attempt_at,
        run_id, name_terms)
     select $1, new."externalId", new.path, new.version, $2, new.outcome, new.reason, new.detail,
            case when new.outcome = 'failed' then now() + interval '5 minutes' end, $5,
            new."nameTerms"
     from jsonb_to_recordset($3::jsonb) as new(
       "externalId" text, path text, version text, outcome text, reason text, detail text,
       "nameTerms" int[])
     on conflict (source_id, external_id) do update set
       path = excluded.path, version = excluded.version, fingerprint = excluded.fingerprint,
       outcome = excluded.outcome, reason = excluded.reason, detail = excluded.detail,
       run_id = excluded.run_id, name_terms = excluded.name_terms,
       since = case when problems.reason = excluded.reason then problems.since else now() end,
       attempts = case
         when problems.version = excluded.version and problems.fingerprint = excluded.fingerprint
           and problems.outcome = 'failed' and excluded.outcome = 'failed'
         then problems.attempts + 1 else 1 end,
       next_attempt_at = case
         when excluded.outcome <> 'failed' then null
         when problems.version <> excluded.version or problems.fingerprint <> excluded.fingerprint
           or problems.outcome <> 'failed' then excluded.next_attempt_at
         when problems.attempts + 1 >= $4 then null
         else now() + interval '5 minutes' * power(2, problems.attempts) end`,
    [sourceId, fingerprint, JSON.stringify(named, storableTexts), maxAttempts, runId],
  );
}

/** A reason may quote what Postgres refuses. */
function storableTexts(_: string, value: unknown): unknown {
  return typeof value === 'string' ? storable(value) : value;
}

export async function clearProblems(
  transaction: Queryable,
  sourceId: number,
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return;
  await transaction.query(
    'delete from problems where source_id = $1 and external_id = any($2::text[])',
    [sourceId, [...externalIds]],
  );
}
