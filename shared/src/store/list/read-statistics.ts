import type { Queryable } from '../connection/database.ts';

/** What is indexed, in counts alone: no name of a private repository. */
export interface Statistics {
  sources: number;
  documents: number;
  chunks: number;
  /** When the source that was checked longest ago was last seen to be as indexed; null: one never was. */
  verifiedAt: Date | null;
}

export async function readStatistics(database: Queryable): Promise<Statistics> {
  const [row] = await database.query<Statistics>(
    `select (select count(*) from sources where hidden_at is null) as sources,
            coalesce((select documents from term_frequencies where term = 0), 0) as documents,
            coalesce((select chunks from term_frequencies where term = 0), 0) as chunks,
            (select case when bool_and(verified_at is not null) then min(verified_at) end
             from sources where hidden_at is null) as "verifiedAt"`,
  );
  return row ?? { sources: 0, documents: 0, chunks: 0, verifiedAt: null };
}
