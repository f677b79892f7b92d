import { element } from './element.js';
import { formatAgo, formatMoment, text } from './language.js';
import { sourceDetails } from './source-details.js';

/** @import { ListResponse } from '../../../shared/src/search/list/list-request.ts' */
/** @typedef {NonNullable<ListResponse['sources']>[number]} Source */

/** What is wrong with a file itself. */
const damage = ['broken', 'incomplete_content'];

const states = /** @type {const} */ ({
  never_synced: { key: 'stateNever', look: 'unsure' },
  syncing: { key: 'stateSyncing', look: 'running' },
  up_to_date: { key: 'stateUpToDate', look: 'sure' },
  partial: { key: 'statePartial', look: 'unsure' },
  failed: { key: 'stateFailed', look: 'failed' },
  incomplete: { key: 'stateIncomplete', look: 'unsure' },
  damaged: { key: 'stateDamaged', look: 'unsure' },
  interrupted: { key: 'stateInterrupted', look: 'failed' },
});

/**
 * One source, which can be opened to see its last sync and its problems.
 * @param {Source} source
 * @param {ReadonlySet<string>} open the ids of the sources that are open
 */
export function sourceElement(source, open) {
  const { verified_at, not_indexed, last_run } = source;
  const { key, look } = states[shownState(source)];
  const missing = [not_indexed.skipped, not_indexed.failed]
    .flatMap((counts) => Object.values(counts))
    .reduce((total, count) => total + count, 0);
  const id = `${source.source}:${source.repository}`;
  const details = element(
    'details',
    { id, class: 'source' },
    element(
      'summary',
      {},
      element('span', { class: `state ${look}` }, text(key)),
      element(
        'span',
        { class: 'name' },
        element('strong', {}, source.repository),
        ' ',
        element('span', { class: 'quiet' }, text(source.source)),
      ),
      element('span', {}, text('countDocuments', { count: source.documents })),
      missing > 0 && element('span', {}, text('sourceNotIndexed', { count: missing })),
      verified_at === null
        ? element('span', {}, text('sourceNeverVerified'))
        : element(
            'time',
            { datetime: verified_at, title: formatMoment(verified_at) },
            text('sourceVerified', { time: formatAgo(verified_at) }),
          ),
    ),
  );
  if (last_run?.waits_until) {
    const time = formatMoment(last_run.waits_until);
    details.querySelector('summary')?.append(element('span', {}, text('sourceWaits', { time })));
  }
  if (last_run?.error) {
    details
      .querySelector('summary')
      ?.append(element('span', { class: 'error' }, last_run.error.message));
  }
  const content = element('div', { class: 'source-details' });
  details.append(content);
  details.addEventListener('toggle', () => {
    if (details.open && content.childElementCount === 0) sourceDetails(source, content);
  });
  details.open = open.has(id);
  return details;
}

/** What a source that is up to date has that a person should look at. @param {Source} source */
function shownState({ state, not_indexed: { skipped, failed } }) {
  if (state !== 'up_to_date') return state;
  if (Object.keys(failed).length > 0) return 'incomplete';
  return damage.some((reason) => (skipped[reason] ?? 0) > 0) ? 'damaged' : state;
}
