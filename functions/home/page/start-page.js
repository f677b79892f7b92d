import { fragmentOf } from './address.js';
import { element, replaceChildren } from './element.js';
import { indexTotals } from './index-totals.js';
import { formatAgo, formatMoment, text } from './language.js';
import { recentSearches } from './recent-searches.js';

/** @import { FacetsResponse } from '../../../shared/src/search/list/facets.ts' */

const weekMs = 7 * 86_400_000;

/**
 * Shown before the first search: how much is indexed and how fresh it is, the last searches, what
 * has changed this week, and how to ask.
 * @param {Promise<FacetsResponse | null>} counted
 * @returns {{ element: HTMLElement, complete: Promise<unknown> }}
 */
export function startPage(counted) {
  const totals = element('a', { href: fragmentOf('sources') });
  const changedAndHints = element('div');
  const totalled = indexTotals().then(
    (words) => {
      totals.append(words);
      totals.dataset.ready = '';
    },
    // If DocPilot cannot be reached, the first search says so.
    () => {},
  );
  // Hints that stood there before would be pushed down.
  const listed = counted.then((facets) =>
    replaceChildren(changedAndHints, facets && changedThisWeek(facets), hints()),
  );
  const recent = recentSearches();
  const start = element(
    'div',
    { class: 'start' },
    element('p', {}, totals),
    recent.length > 0 &&
      element(
        'section',
        {},
        element('h2', {}, text('startRecent')),
        element(
          'ul',
          { class: 'chips' },
          ...recent.map((q) =>
            element(
              'li',
              {},
              element('a', { class: 'chip', href: fragmentOf('search', { q }) }, q),
            ),
          ),
        ),
      ),
    changedAndHints,
  );
  return { element: start, complete: Promise.all([totalled, listed]) };
}

function hints() {
  return element(
    'section',
    {},
    element('h2', {}, text('hintsTitle')),
    element(
      'ul',
      {},
      element('li', {}, text('hintQuestion')),
      element('li', {}, text('hintPhrase')),
      element('li', {}, text('searchKeyHint')),
      element('li', {}, text('hintShare')),
    ),
  );
}

/** @param {FacetsResponse} facets */
function changedThisWeek({ latest }) {
  const recent = latest.filter(({ changed_at }) => Date.now() - Date.parse(changed_at) < weekMs);
  if (recent.length === 0) return null;
  return element(
    'section',
    {},
    element('h2', {}, text('startChanged')),
    element(
      'ul',
      { class: 'changed' },
      ...recent.map(({ document_id: doc, title, repository, path, changed_at }) =>
        element(
          'li',
          {},
          element('a', { href: fragmentOf('search', { doc }), 'data-doc': doc }, title || path),
          ' ',
          element('span', { class: 'path' }, `${repository} › ${path}`),
          ' ',
          element(
            'time',
            { datetime: changed_at, title: formatMoment(changed_at) },
            formatAgo(changed_at),
          ),
        ),
      ),
    ),
  );
}
