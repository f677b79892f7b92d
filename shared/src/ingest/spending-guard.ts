import type { TextToEmbed } from '../embed/embed-documents.ts';
import type { Embedder } from '../embed/embedder.ts';
import type { Logger } from '../log.ts';
import type { Queryable } from '../store/connection/database.ts';
import { readUsage, refundUsage, reserveUsage } from '../store/embeddings/embedding-usage.ts';

/** What may be embedded in a month where it costs money, unless a setting says otherwise. */
export const defaultMonthlyCharacters = 200_000_000;
/** Characters in a token of prose, for a price in round figures. */
const charactersPerToken = 4;
/** Passages from which a run says beforehand what it will cost. */
const largeRun = 2_000;

/** Says what a large run will send and cost, before its first request. */
export async function logEstimate(
  database: Queryable,
  { model }: Embedder,
  { passages, characters }: { passages: number; characters: number },
  cap: number | null,
  log: Logger,
): Promise<void> {
  const left = cap === null ? null : Math.max(0, cap - (await readUsage(database)));
  const exceeds = left !== null && characters > left;
  if (passages < largeRun && !exceeds) return;
  const usd =
    model.usdPerMillionTokens === null
      ? null
      : Math.round((characters / charactersPerToken / 1e6) * model.usdPerMillionTokens * 100) / 100;
  const estimate = { model: model.key, passages, characters, usd, leftThisMonth: left };
  if (exceeds) log.warn(estimate, 'more to embed than this month’s cap leaves');
  else log.info(estimate, 'a large run of embeddings');
}

/** The texts of a batch that the month's cap leaves room for, counted before they are sent. */
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
    /** Takes back the share of what was reserved for texts that got no answer. */
    refundUnlessAll: async (answered: number) => {
      const unanswered = taken - answered;
      if (!isReserved || unanswered <= 0) return;
      const share = Math.floor((characters * unanswered) / taken);
      await refundUsage(database, { characters: share, texts: unanswered });
    },
  };
}
