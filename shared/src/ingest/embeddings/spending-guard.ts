import type { TextToEmbed } from '../../embed/embed-documents.ts';
import type { Embedder } from '../../embed/embedder.ts';
import type { Logger } from '../../log.ts';
import type { Queryable } from '../../store/connection/database.ts';
import { readUsage, refundUsage, reserveUsage } from '../../store/embeddings/embedding-usage.ts';

/** Characters embedded in a month at most, where embedding costs money and no setting says otherwise. */
export const defaultMonthlyCharacters = 200_000_000;
/** Characters in a token of prose, roughly: for an estimate of the price. */
const charactersPerToken = 4;
/** Passages from which a run logs beforehand what it will cost. */
const minLargeRun = 2_000;

/** Logs what a large run will send and cost, before its first request. */
export async function logEstimate(
  database: Queryable,
  { model }: Embedder,
  { passages, characters }: { passages: number; characters: number },
  cap: number | null,
  log: Logger,
): Promise<void> {
  const left = cap === null ? null : Math.max(0, cap - (await readUsage(database)));
  const exceeds = left !== null && characters > left;
  if (passages < minLargeRun && !exceeds) return;
  const usd =
    model.usdPerMillionTokens === null
      ? null
      : Math.round((characters / charactersPerToken / 1e6) * model.usdPerMillionTokens * 100) / 100;
  const estimate = { model: model.key, passages, characters, usd, leftThisMonth: left };
  if (exceeds) log.warn(estimate, 'more to embed than this month’s cap leaves');
  else log.info(estimate, 'a large run of embeddings');
}

/** Reserves the texts of a batch that the month's cap leaves room for, before they are sent. */
export async function takeAffordable(
  database: Queryable,
  texts: readonly TextToEmbed[],
  cap: number | null,
) {
  const left = cap === null ? Number.POSITIVE_INFINITY : cap - (await readUsage(database));
  let taken = 0;
  let characters = 0;
  for (const { text } of texts) {
    if (characters + text.length > left) break;
    characters += text.length;
    taken += 1;
  }
  const isReserved = taken > 0 && (await reserveUsage(database, { characters, texts: taken }, cap));
  return {
    texts: isReserved ? texts.slice(0, taken) : [],
    /** Refunds the share of the reservation that belongs to texts without an answer. */
    refundUnlessAll: async (answered: number) => {
      const unanswered = taken - answered;
      if (!isReserved || unanswered <= 0) return;
      const share = Math.floor((characters * unanswered) / taken);
      await refundUsage(database, { characters: share, texts: unanswered });
    },
  };
}
