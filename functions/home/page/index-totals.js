import { readHealth } from './api.js';
import { text } from './language.js';

/** One sentence that says how much is indexed. */
export async function indexTotals() {
  const { index } = await readHealth();
  return text('indexed', {
    documents: text('countDocuments', { count: index.documents }),
    sources: text('countSources', { count: index.sources }),
    passages: text('countPassages', { count: index.passages }),
  });
}
