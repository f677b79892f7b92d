import { documentEmbedder, type TextToEmbed } from '../../embed/embed-documents.ts';
import type { Embedder } from '../../embed/embedder.ts';
import { DocPilotError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { Database } from '../../store/connection/database.ts';
import {
  activateWhenComplete,
  findGeneration,
  openGeneration,
} from '../../store/embeddings/embedding-generations.ts';
import {
  type ClaimedPassage,
  claimPassages,
  claimSeconds,
  countPending,
  refuseEmbedding,
  releaseClaims,
} from '../../store/embeddings/embeddings.ts';
import type { Generation } from '../../store/embeddings/generation.ts';
import type { EmbeddingLedger } from '../../store/sync/runs.ts';
import { logEstimate, takeAffordable } from './spending-guard.ts';
import { embeddingWriter } from './write-embeddings.ts';

export interface DrainOptions {
  embedder: Embedder;
  /** The name its claims are made under; claims of the same name from before a kill are taken over. */
  holder: string;
  /** Milliseconds of the epoch; requests that are not answered by then are aborted. */
  deadline: number;
  /** Characters that may be embedded in a calendar month; null for any number. */
  monthlyCharacters: number | null;
  log: Logger;
  /** Before trying again; see `documentEmbedder`. */
  firstPauseMs?: number;
}

/** A batch that takes longer is aborted, before its claims expire. */
const batchMs = (claimSeconds - 30) * 1000;

/**
 * Embeds the passages that have no vector of the embedder's model, batch by batch until the queue
 * is empty, the deadline or the month's cap is reached, or the embedder fails (invariant 4). Never
 * throws: without vectors, text is searched by words.
 */
export async function drainEmbeddings(
  database: Database,
  options: DrainOptions,
): Promise<EmbeddingLedger> {
  const { embedder, log } = options;
  const ledger: EmbeddingLedger = {
    requests: 0,
    embedded: 0,
    refused: 0,
    pending: 0,
    state: 'complete',
    message: null,
  };
  try {
    const known = await findGeneration(database, embedder.model.key);
    const pending = await countPending(database, known?.id ?? 0);
    ledger.pending = pending.passages;
    if (pending.passages > 0) {
      await logEstimate(database, embedder, pending, options.monthlyCharacters, log);
      const generation = known ?? (await newGeneration(database, options, ledger));
      await drain(database, generation, options, ledger).catch((error: unknown) => {
        recordFailure(ledger, error, log);
      });
      ledger.pending = (await countPending(database, generation.id)).passages;
      if (ledger.pending === 0) ledger.state = 'complete';
      else if (ledger.state === 'complete') ledger.state = 'pending';
    }
    await finish(database, embedder, log);
  } catch (error) {
    recordFailure(ledger, error, log);
  }
  return ledger;
}

/** What is not embedded now is left to the next sync; the run says why. */
function recordFailure(ledger: EmbeddingLedger, error: unknown, log: Logger): void {
  ledger.state = 'unavailable';
  ledger.message =
    error instanceof DocPilotError ? error.message : 'Embedding failed; the log has it.';
  log.warn({ error }, 'embeddings are left for the next sync');
}

/** The dimensions of a model, where no setting states them, are those of a first vector. */
async function newGeneration(
  database: Database,
  { embedder, deadline }: DrainOptions,
  ledger: EmbeddingLedger,
): Promise<Generation> {
  const { key, dimensions } = embedder.model;
  if (dimensions !== null) return openGeneration(database, key, dimensions);
  ledger.requests += 1;
  const [vector] = await embedder.embed(['DocPilot'], 'document', timeoutAt(deadline));
  return openGeneration(database, key, vector?.length ?? 0);
}

async function drain(
  database: Database,
  generation: Generation,
  options: DrainOptions,
  ledger: EmbeddingLedger,
): Promise<void> {
  const { embedder, holder, deadline, monthlyCharacters } = options;
  const documents = documentEmbedder(embedder, options);
  const write = embeddingWriter(database, generation);
  const batchSize = Math.min(
    256,
    Math.max(embedder.model.textsPerRequest, 8 * embedder.concurrency),
  );
  const results = {
    embedded: async (items: readonly TextToEmbed[], vectors: readonly number[][]) => {
      await write(items.map(({ id }, i) => ({ hash: id, vector: vectors[i] ?? [] })));
      ledger.embedded += items.length;
    },
    refused: async ({ id }: TextToEmbed, reason: string) => {
      await refuseEmbedding(database, generation, id, reason);
      ledger.refused += 1;
    },
  };
  try {
    for (let after = 0; Date.now() < deadline; ) {
      const claimed = await claimPassages(database, generation, holder, after, batchSize);
      if (claimed.length === 0) return;
      after = Math.max(...claimed.map((passage) => passage.id));
      const texts = claimed.map((passage) => ({ id: passage.hash, text: embeddedText(passage) }));
      const answered = () => ledger.embedded + ledger.refused;
      const before = answered();
      const affordable = await takeAffordable(database, texts, monthlyCharacters);
      const signal = AbortSignal.any([timeoutAt(deadline), AbortSignal.timeout(batchMs)]);
      try {
        await documents.embed(affordable.texts, results, signal);
      } catch (error) {
        await affordable.refundUnlessAll(answered() - before);
        if (Date.now() >= deadline) return;
        throw error;
      }
      if (affordable.texts.length < texts.length) {
        ledger.state = 'paused';
        ledger.message = `This month’s ${monthlyCharacters} characters to embed are used up: set EMBED_MONTHLY_CHARACTERS higher, or wait for the next month. Meanwhile new text is found by words.`;
        options.log.warn({ month: monthlyCharacters }, ledger.message);
        return;
      }
    }
  } finally {
    ledger.requests += documents.requests;
    await releaseClaims(database, generation, holder);
  }
}

/** What is embedded of a passage: the headings above it say what it is about. */
function embeddedText({ headingPath, body }: ClaimedPassage): string {
  return [...headingPath, body].join('\n');
}

async function finish(database: Database, { model }: Embedder, log: Logger): Promise<void> {
  const generation = await findGeneration(database, model.key);
  if (generation !== undefined && (await activateWhenComplete(database, generation))) {
    log.info({ model: model.key }, 'search uses this model’s vectors from now on');
  }
}

function timeoutAt(deadline: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, deadline - Date.now()));
}
