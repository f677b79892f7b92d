import type { SourceKind } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';
import { isOneOf, type ListFilters } from '../documents/document-filters.ts';
import { sortKey } from './sort-key.ts';

export interface ListedProblem {
  externalId: string;
  source: SourceKind;
  repository: string;
  path: string;
  outcome: 'skipped' | 'failed';
  reason: string;
  detail: string | null;
  attempts: number;
  nextAttemptAt: Date | null;
  since: Date;
}

/** Where a page of problems ended. */
export type ProblemPosition = Pick<ListedProblem, 'repository' | 'path' | 'externalId'>;

/** Files that are not indexed as they stand, and why: failed ones of all sources, skipped ones too. */
export async function listProblems(
  database: Queryable,
  filters: ListFilters,
  after: ProblemPosition | null,
  limit: number,
): Promise<ListedProblem[]> {
  return database.query<ListedProblem>(
    `select problems.external_id as "externalId", sources.kind as source,
            sources.title as repository, problems.path, outcome, reason, detail, attempts,
            next_attempt_at as "nextAttemptAt", since
     from problems join sources on sources.id = problems.source_id
     where sources.hidden_at is null
       and ($1::text is null or sources.kind = $1)
       and ${isOneOf('$2')}
       and ($3::text[] is null
            or lower(problems.path) ^@ any(array(select lower(path) from unnest($3) as path)))
       and ($4::text is null
            or (${sortKey('sources.title')}, ${sortKey('problems.path')}, problems.external_id)
               > ($4, $5, $6))
     order by ${sortKey('sources.title')}, ${sortKey('problems.path')}, problems.external_id
     limit $7`,
    [
      filters.source ?? null,
      filters.repositories ?? null,
      filters.pathPrefixes ?? null,
      after?.repository ?? null,
      after?.path ?? null,
      after?.externalId ?? null,
      limit,
    ],
  );
}
