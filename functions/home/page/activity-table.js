import { fragmentOf } from './address.js';
import { readActivity } from './api.js';
import { element, replaceChildren } from './element.js';
import { formatDay, formatNumber, text } from './language.js';
import { problem } from './problem.js';

/** @import { ActivityResponse } from '../../../shared/src/http/endpoints/activity-endpoint.ts' */

/** Who did what in the last month; only administrators are told. @param {AbortSignal} left */
export function activityTable(left) {
  const body = element('tbody');
  const place = element('div', {}, element('p', {}, text('activityWhat')));
  const show = async () => {
    try {
      const { callers } = await readActivity('30', left);
      replaceChildren(body, ...callers.map(row));
    } catch (error) {
      replaceChildren(place, problem(error, show));
    }
  };
  show();
  const heading = element('h3', {}, text('activity'));
  place.append(
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'col' }, text('activityWho')),
          element('th', { scope: 'col' }, text('activitySearches')),
          element('th', { scope: 'col' }, text('activityRead')),
          element('th', { scope: 'col' }, text('activityLast')),
        ),
      ),
      body,
    ),
  );
  return element('section', {}, heading, place);
}

/** @param {ActivityResponse['callers'][number]} caller */
function row({ name, email, searches, reads, last_day, documents }) {
  return element(
    'tr',
    {},
    element('td', {}, email === null ? name : `${name}, ${email}`),
    element('td', {}, formatNumber(searches)),
    element(
      'td',
      {},
      documents.length === 0
        ? formatNumber(reads)
        : element(
            'details',
            {},
            element('summary', {}, formatNumber(reads)),
            element('ul', {}, ...documents.map(documentItem)),
          ),
    ),
    element('td', {}, formatDay(last_day)),
  );
}

/** @param {ActivityResponse['callers'][number]['documents'][number]} document */
function documentItem({ document_id: doc, title, repository, path }) {
  if (repository === null) return element('li', {}, text('activityGone'));
  return element(
    'li',
    {},
    element('a', { href: fragmentOf('search', { doc }) }, title || path),
    ' ',
    element('span', { class: 'path' }, `${repository} › ${path}`),
  );
}
