import { searchPassages } from '../../shared/src/search/search-passages.ts';
import type { Database } from '../../shared/src/store/connection/database.ts';
import type { JudgedSet } from './judged-set.ts';
import type { Run } from './run-file.ts';

/** The number of results that are judged, and the usual number of results, which is timed. */
const limits = { judged: 200, timed: 10 };

/**
 * The documents of each query with the score of their best passage, and the time of each search in
 * ms.
 */
export async function searchAll(
  store: Database,
  { queries }: JudgedSet,
): Promise<{ run: Run; latencies: number[] }> {
  const run = new Map<string, ReadonlyMap<string, number>>();
  const latencies: number[] = [];
  for (const { id, text } of queries) {
    const startedAt = performance.now();
    await searchPassages(store, { query: text, limit: limits.timed });
    latencies.push(performance.now() - startedAt);
    const { results } = await searchPassages(store, { query: text, limit: limits.judged });
    const documents = new Map<string, number>();
    for (const { path, score, also_in } of results) {
      documents.set(path, score);
      // Near-duplicates of a hit are listed in it, and are ranked directly after it.
      for (const [index, other] of also_in.entries())
        documents.set(other.path, score - (index + 1) * 1e-6);
    }
    run.set(id, documents);
  }
  return { run, latencies };
}
