import { fragmentOf } from './address.js';
import { element } from './element.js';
import { text } from './language.js';
import { countFilters } from './search-fields.js';

/** @import { SearchResponse } from '../../../shared/src/search/request/search-request.ts' */
/** @import { Fields } from './search-fields.js' */

/** The notes above an answer's results. @param {SearchResponse} answer */
export function answerNotes({ results, evidence, degraded, undated = 0 }) {
  const isSure = evidence === 'strong' || results.length === 0;
  return [
    !isSure && note('unsure', text(evidence === 'weak' ? 'evidenceWeak' : 'evidenceNone')),
    degraded && note('failed', text('degraded')),
    undated > 0 && note('unsure', text('undated', { count: undated })),
  ];
}

/** @param {'unsure' | 'failed'} kind @param {string} words */
function note(kind, words) {
  return element('p', { class: `note ${kind}` }, words);
}

/** What to try after an answer without results. @param {Fields} fields */
export function emptyAnswer(fields) {
  return element(
    'div',
    { class: 'card' },
    element('h2', {}, text('emptyTitle')),
    element(
      'ul',
      {},
      fields.q.includes('"') && element('li', {}, text('emptyPhrase')),
      countFilters(fields) > 0 && element('li', {}, text('emptyFilters')),
      element('li', {}, text('emptyWords')),
      element('li', {}, element('a', { href: fragmentOf('sources') }, text('emptySources'))),
    ),
  );
}
