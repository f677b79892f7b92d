import type { Embedder } from '../embed/embedder.ts';
import type { Source } from '../sources/source.ts';
import type { Database } from '../store/connection/database.ts';
import { recordEmbeddings } from '../store/sync/runs.ts';
import { drainEmbeddings } from './embeddings/drain-embeddings.ts';
import { learnMeaning } from './embeddings/learn-meaning.ts';
import { defaultMonthlyCharacters } from './embeddings/spending-guard.ts';
import type { SliceReport } from './slice/end-slice.ts';
import type { SliceOptions, SliceRequest } from './slice/slice.ts';
import { syncSlice } from './slice/sync-slice.ts';

export interface Embedding {
  embedder: Embedder;
  /** The setting; undefined is the default. */
  monthlyCharacters: number | undefined;
}

export interface EmbeddingSliceReport extends SliceReport {
  /** Passages that this slice embedded, and those that still wait; absent without an embedder. */
  embedded?: number;
  pendingEmbeddings?: number;
}

/**
 * One time slice of a source: first its text, then vectors in the time that is left: an embedder's, or
 * without one those of the model of the index's own words. If the embedder fails, the run says so and
 * the next sync embeds the rest.
 */
export async function syncAndEmbed(
  database: Database,
  source: Source,
  request: SliceRequest,
  options: SliceOptions,
  embedding: Embedding | null,
): Promise<EmbeddingSliceReport> {
  const startedAt = Date.now();
  const report = await syncSlice(database, source, request, options);
  if (!report.done) return report;
  if (embedding === null) {
    await learnMeaning(database, options);
    return report;
  }
  const { embedder, monthlyCharacters } = embedding;
  const drainedFrom = Date.now();
  const isFree = embedder.model.usdPerMillionTokens === null;
  const ledger = await drainEmbeddings(database, {
    embedder,
    holder: `${request.executionId} ${source.kind} ${source.name}`,
    deadline: options.deadline,
    monthlyCharacters: monthlyCharacters ?? (isFree ? null : defaultMonthlyCharacters),
    log: options.log,
  });
  try {
    await recordEmbeddings(database, source, request.executionId, ledger);
  } catch (error) {
    options.log.error({ error, ledger }, 'the embeddings of a run could not be recorded');
  }
  const hadLittleTime = drainedFrom - startedAt > options.deadline - drainedFrom;
  const goesOn =
    ledger.state === 'pending' && (ledger.embedded + ledger.refused > 0 || hadLittleTime);
  return {
    ...report,
    done: !(goesOn && Date.now() >= options.deadline),
    embedded: ledger.embedded,
    pendingEmbeddings: ledger.pending,
  };
}
