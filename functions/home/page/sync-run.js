import { ApiError, readSync, startSync } from './api.js';
import { text } from './language.js';

/** @import { RunView } from '../../../shared/src/search/list/list-request.ts' */
/** @typedef {{ words: string, outcome: 'running' | 'sure' | 'unsure' | 'failed' }} Progress */

/** The progress is polled less and less often, as a first sync takes minutes. */
const pollMs = { first: 1_000, last: 5_000, growth: 1.2 };
/** Consecutive failed polls after which it gives up. */
const maxMisses = 5;

/**
 * Starts a sync of everything, and yields its progress until it has ended.
 * @param {AbortSignal} left stops the polling, not the sync
 * @returns {AsyncGenerator<Progress>}
 */
export async function* runSync(left) {
  const { execution_id: id } = await startSync();
  let waitMs = pollMs.first;
  let misses = 0;
  while (!left.aborted) {
    const progress = await readSync(id).catch((error) => {
      misses += 1;
      if (!isPassing(error) || misses > maxMisses) throw error;
      return null;
    });
    if (progress !== null) {
      misses = 0;
      const { state, error, runs } = progress;
      if (state !== 'active') {
        yield ended(state, error, runs);
        return;
      }
      const count = sum(runs, ({ seen }) => seen);
      yield { words: `${text('syncing')} ${text('syncSeen', { count })}`, outcome: 'running' };
    }
    await wait(waitMs);
    waitMs = Math.min(waitMs * pollMs.growth, pollMs.last);
  }
}

/** @param {unknown} error */
function isPassing(error) {
  const codes = ['network', 'rate_limited', 'upstream_unavailable', 'upstream_timeout'];
  return error instanceof ApiError && codes.includes(error.code);
}

/** @param {number} ms */
function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * @param {string} state
 * @param {string | null} error
 * @param {RunView[]} runs
 * @returns {Progress}
 */
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
    const reason = failed[0]?.error?.message ?? what;
    return { words: text('syncFailed', { what: reason }), outcome: 'failed' };
  }
  if (runs.some(({ outcome }) => outcome !== 'succeeded')) {
    return { words: text('syncPartial', { what }), outcome: 'unsure' };
  }
  if (state !== 'succeeded') {
    return { words: text('syncFailed', { what: error ?? state }), outcome: 'failed' };
  }
  if (runs.length === 0) return { words: text('syncBusy'), outcome: 'unsure' };
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
