import * as z from 'zod';
import type { Queryable } from '../../store/connection/database.ts';
import { listSources, type ListedSource as StoredSource } from '../../store/list/list-sources.ts';
import { type SearchFilters, searchFilters } from '../request/filters.ts';
import { hiddenCharacters } from '../request/hidden-characters.ts';
import { resolveFilters } from '../request/resolve-filters.ts';
import { listedSource } from './list-request.ts';

export const syncStatusRequest = z.strictObject({
  filters: searchFilters.pick({ source: true, repository: true }).optional(),
});

export const syncStatusResponse = z.object({
  sources: z.array(listedSource).describe('Those that need attention come first.'),
  ...hiddenCharacters,
  left_out: z.int().describe('How many sources were left out to keep the answer short.'),
});

export type SyncStatusResponse = z.output<typeof syncStatusResponse>;

/** The state of each configured source; those that need attention come first. */
export async function readSyncStatus(
  database: Queryable,
  { filters }: { filters?: SearchFilters | undefined },
): Promise<SyncStatusResponse> {
  const sources = await listSources(database, await resolveFilters(database, filters));
  return { sources: sources.map(statusOf), left_out: 0 };
}

function statusOf(row: StoredSource): z.output<typeof listedSource> {
  return {
    source: row.source,
    repository: row.repository,
    configured_as: row.configuredAs,
    state: stateOf(row),
    verified_at: row.verifiedAt?.toISOString() ?? null,
    documents: row.documents,
    not_indexed: { skipped: row.skipped, failed: row.failed },
    last_run: row.startedAt && {
      started_at: row.startedAt.toISOString(),
      finished_at: row.finishedAt?.toISOString() ?? null,
      waits_until: row.waitsUntil?.toISOString() ?? null,
      error: row.error,
      embeddings: row.embeddings,
      recall: row.recall,
    },
  };
}

function stateOf({ startedAt, outcome }: StoredSource): z.output<typeof listedSource>['state'] {
  if (startedAt === null) return 'never_synced';
  if (outcome === null) return 'syncing';
  return outcome === 'succeeded' ? 'up_to_date' : outcome;
}
