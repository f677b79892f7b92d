import type { Queryable } from '../connection/database.ts';
import { databaseDamaged } from '../connection/server-trouble.ts';

/** What is indexed, in counts alone: no name of a private repository. */
export interface Statistics {
  sources: number;
  documents: number;
  chunks: number;
  /** When the source that was checked longest ago was last seen to be as indexed; null: one never was. */
  verifiedAt: Date | null;
}

/** @throws DocPilotError upstream_unavailable when Postgres has met a damaged page */
export async function readStatistics(database: Queryable): Promise<Statistics> {
  const [row] = await database.query<Statistics & { damagedPages: number }>(
    `select (select count(*) from sources where hidden_at is null) as sources,
            coalesce((select documents from term_frequencies where term = 0), 0) as documents,
            coalesce((select chunks from term_frequencies where term = 0), 0) as chunks,
            (select case when bool_and(verified_at is not null) then min(verified_at) end
             from sources where hidden_at is null) as "verifiedAt",
            coalesce((select checksum_failures from pg_stat_database
                      where datname = current_database()), 0) as "damagedPages"`,
  );
  if (row === undefined) throw new Error('a select returned no row');
  const { damagedPages, ...statistics } = row;
  if (damagedPages > 0) throw databaseDamaged();
  return statistics;
}
