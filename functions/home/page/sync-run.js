import { readSync, startSync } from './api.js';
import { text } from './language.js';

/** @import { RunView } from '../../../shared/src/search/list-request.ts' */
/** @typedef {{ words: string, outcome: 'running' | 'sure' | 'unsure' | 'failed' }} Progress */

const pollMs = 1_000;

/**
 * Starts a sync of everything, and tells how it fares until it has ended.
 * @param {AbortSignal} left ends the telling, not the sync
 * @returns {AsyncGenerator<Progress>}
 */
export async function* runSync(left) {
  const { execution_id: id } = await startSync();
  while (!left.aborted) {
    const { state, error, runs } = await readSync(id);
    if (state !== 'active') {
      yield ended(state, error, runs);
      return;
    }
    const count = sum(runs, ({ seen }) => seen);
    yield { words: `${text('syncing')} ${text('syncSeen', { count })}`, outcome: 'running' };
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** @param {string} state @param {string | null} error @param {RunView[]} runs @returns {Progress} */
function ended(state, error, runs) {
  const failed = runs.filter(({ outcome }) => outcome === 'failed');
  const counts = /** @type {const} */ ([
    ['countNew', sum(runs, ({ indexed }) => indexed)],
    ['countDeleted', sum(runs, ({ deleted }) => deleted)],
    ['countFailed', sum(runs, (run) => sum(Object.values(run.failed), (count) => count))],
    ['countSourcesFailed', failed.length],
  ]);
  const what = counts
    .filter(([, count]) => count > 0)
    .map(([key, count]) => text(key, { count }))
    .join(', ');
  if (failed.length > 0 && failed.length === runs.length) {
    return {
      words: text('syncFailed', { what: failed[0]?.error?.message ?? what }),
      outcome: 'failed',
    };
  }
  if (runs.some(({ outcome }) => outcome !== 'succeeded')) {
    return { words: text('syncPartial', { what }), outcome: 'unsure' };
  }
  if (state !== 'succeeded') {
    return { words: text('syncFailed', { what: error ?? state }), outcome: 'failed' };
  }
  return { words: what === '' ? text('syncNothing') : text('syncDone', { what }), outcome: 'sure' };
}

/**
 * @template Item
 * @param {readonly Item[]} items
 * @param {(item: Item) => number} count
 */
function sum(items, count) {
  return items.reduce((total, item) => total + count(item), 0);
}
