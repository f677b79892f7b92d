import { fragmentOf } from './address.js';
import { element } from './element.js';
import { text } from './language.js';

/** @import { RunView } from '../../../shared/src/search/list/list-request.ts' */

/**
 * How many questions of the team's answer key search answers, with links to the missed ones.
 * @param {NonNullable<RunView['recall']>} recall
 */
export function recallElement({ questions, asked, found, missed, unknown_paths }) {
  return element(
    'section',
    {},
    element('h3', {}, text('recall')),
    element('p', {}, text('recallFound', { found, asked })),
    asked < questions && element('p', {}, text('recallUnasked', { count: questions - asked })),
    missed.length > 0 && element('p', {}, text('recallMissed')),
    element(
      'ul',
      {},
      ...missed.map((q) =>
        element('li', {}, element('a', { href: fragmentOf('search', { q }) }, q)),
      ),
    ),
    unknown_paths.length > 0 && element('p', {}, text('recallUnknown')),
    element('ul', {}, ...unknown_paths.map((path) => element('li', { class: 'path' }, path))),
  );
}
