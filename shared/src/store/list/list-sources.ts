import type { SourceKind } from '../../document.ts';
import type { Queryable } from '../connection/database.ts';
import { isOneOf, type ListFilters } from '../documents/document-filters.ts';
import type { EmbeddingLedger, RecallReport } from '../sync/runs.ts';
import { type ListedOutcome, runOutcome } from './run-outcome.ts';

export interface ListedSource {
  source: SourceKind;
  repository: string;
  configuredAs: string;
  /** When the source was last seen to be exactly as stored; null: never. */
  verifiedAt: Date | null;
  documents: number;
  /** Files that are not indexed as they stand, by reason. */
  skipped: Record<string, number>;
  failed: Record<string, number>;
  /** Of the latest run; null: there was none. */
  startedAt: Date | null;
  finishedAt: Date | null;
  outcome: ListedOutcome | null;
  waitsUntil: Date | null;
  error: { code: string; message: string } | null;
  embeddings: Omit<EmbeddingLedger, 'requests'> | null;
  recall: RecallReport | null;
}

/** The configured sources, those that need a look first: failing, never verified, longest ago. */
export async function listSources(
  database: Queryable,
  filters: Pick<ListFilters, 'source' | 'repositories'>,
): Promise<ListedSource[]> {
  return database.query<ListedSource>(
    `with counted as (
       select source_id, outcome, jsonb_object_agg(reason, files order by reason) as reasons
       from (
         select source_id, outcome, reason, count(*) as files
         from problems group by source_id, outcome, reason
       ) as reasons
       group by source_id, outcome
     ),
     latest as (
       select distinct on (source_id) * from sync_runs order by source_id, started_at desc, id desc
     )
     select sources.kind as source, sources.title as repository, sources.name as "configuredAs",
            sources.verified_at as "verifiedAt",
            (select count(*) from documents where documents.source_id = sources.id) as documents,
            coalesce((select reasons from counted
                      where source_id = sources.id and outcome = 'skipped'), '{}') as skipped,
            coalesce((select reasons from counted
                      where source_id = sources.id and outcome = 'failed'), '{}') as failed,
            latest.started_at as "startedAt", latest.finished_at as "finishedAt",
            case when latest.id is not null then ${runOutcome('latest')} end as outcome,
            latest.waits_until as "waitsUntil", latest.error, latest.embeddings, latest.recall
     from sources left join latest on latest.source_id = sources.id
     where sources.hidden_at is null
       and ($1::text is null or sources.kind = $1)
       and ${isOneOf('$2')}
     order by latest.outcome is not distinct from 'failed' desc, sources.verified_at nulls first,
              sources.kind, sources.title, sources.name`,
    [filters.source ?? null, filters.repositories ?? null],
  );
}
