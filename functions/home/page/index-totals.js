import { readHealth } from './api.js';
import { formatAgo, text } from './language.js';

/** How much is indexed, and how fresh it is, in a sentence each. */
export async function indexTotals() {
  const { index } = await readHealth();
  const totals = text('indexed', {
    documents: text('countDocuments', { count: index.documents }),
    sources: text('countSources', { count: index.sources }),
    passages: text('countPassages', { count: index.passages }),
  });
  const { verified_at } = index;
  return verified_at === null
    ? totals
    : `${totals} ${text('indexFresh', { time: formatAgo(verified_at) })}`;
}
