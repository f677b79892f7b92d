import { z } from 'zod';
import type { Queryable } from '../store/database.ts';
import { type ListedSource, listSources } from '../store/list-sources.ts';
import { listRequest } from './list-request.ts';

export const syncStatusRequest = listRequest.pick({ source: true, repository: true });

export type SyncStatusRequest = z.output<typeof syncStatusRequest>;

const counts = z.record(z.string(), z.int());

const sourceStatus = z.object({
  source: z.enum(['github', 'drive']),
  repository: z.string().describe('The name of the repository or folder.'),
  state: z.enum(['never_synced', 'syncing', 'up_to_date', 'partial', 'failed']),
  verified_at: z.iso
    .datetime()
    .nullable()
    .describe('When the source was last seen to be exactly as indexed; null: never.'),
  documents: z.int(),
  not_indexed: z
    .object({ skipped: counts, failed: counts })
    .describe('Files that are not indexed as they stand, counted by reason.'),
  last_run: z
    .object({
      started_at: z.iso.datetime(),
      finished_at: z.iso.datetime().nullable(),
      error: z.object({ code: z.string(), message: z.string() }).nullable(),
    })
    .nullable(),
});

export const syncStatusResponse = z.object({
  sources: z.array(sourceStatus).describe('Those that need a look first.'),
  left_out: z.int().describe('Sources left out to keep the answer short.'),
});

export type SyncStatusResponse = z.output<typeof syncStatusResponse>;

/** How each configured source stands, those that need a look first. */
export async function readSyncStatus(
  database: Queryable,
  request: SyncStatusRequest,
): Promise<SyncStatusResponse> {
  const sources = await listSources(database, request);
  return { sources: sources.map(statusOf), left_out: 0 };
}

function statusOf(row: ListedSource): z.output<typeof sourceStatus> {
  return {
    source: row.source,
    repository: row.repository,
    state: stateOf(row),
    verified_at: row.verifiedAt?.toISOString() ?? null,
    documents: row.documents,
    not_indexed: { skipped: row.skipped, failed: row.failed },
    last_run: row.startedAt && {
      started_at: row.startedAt.toISOString(),
      finished_at: row.finishedAt?.toISOString() ?? null,
      error: row.error,
    },
  };
}

function stateOf({ startedAt, outcome }: ListedSource): z.output<typeof sourceStatus>['state'] {
  if (startedAt === null) return 'never_synced';
  if (outcome === null) return 'syncing';
  return outcome === 'succeeded' ? 'up_to_date' : outcome;
}
