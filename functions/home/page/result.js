import { copyButton } from './copy-button.js';
import { element } from './element.js';
import { formatAgo, formatDay, formatMoment, reasonText, text } from './language.js';
import { snippetElement } from './snippet.js';

/** @import { SearchResponse } from '../../../shared/src/search/request/search-request.ts' */
/** @typedef {SearchResponse['results'][number]} Result */
/** @typedef {Pick<Result, 'title' | 'url' | 'source' | 'repository' | 'path'>} Place */

const foundBy = /** @type {const} */ ({
  words: 'resultWords',
  meaning: 'resultMeaning',
  both: 'resultBoth',
});

/** A snippet with more lines or characters than this is folded. */
const longLines = 14;
const longCharacters = 900;

/** One result: its place, its snippet, and how fresh it is. @param {Result} result */
export function resultElement(result) {
  const { title, heading_path, changed_at, verified_at, outdated, match, also_in } = result;
  const headings = heading_path[0] === title ? heading_path.slice(1) : heading_path;
  return element(
    'li',
    { class: 'result' },
    element(
      'p',
      { class: 'place' },
      element('span', { class: 'kind' }, text(result.source)),
      element('span', {}, result.repository),
      element('span', { class: 'path' }, result.path),
      element('span', {}, linesText(result)),
    ),
    element('h2', {}, titleElement(result, true)),
    headings.length > 0 && element('p', { class: 'headings' }, headings.join(' › ')),
    ...foldedSnippet(result),
    element(
      'p',
      { class: 'facts' },
      changed_at !== null && timeElement('resultChanged', changed_at, formatDay(changed_at)),
      verified_at !== null && timeElement('resultVerified', verified_at, formatAgo(verified_at)),
      outdated !== undefined &&
        element('span', {}, text('resultOutdated', { reason: reasonText(outdated) })),
      element('span', {}, text(foundBy[match])),
    ),
    also_in.length > 0 && alsoElement(also_in),
  );
}

/** The snippet; a long one is folded until the reader unfolds it. @param {Result} result */
function foldedSnippet(result) {
  const { snippet } = result;
  const shown = snippetElement(result);
  if (snippet.length <= longCharacters && snippet.split('\n').length <= longLines) return [shown];
  const button = element('button', { type: 'button', class: 'unfold' }, text('resultUnfold'));
  shown.classList.add('folded');
  button.addEventListener('click', () => {
    shown.classList.remove('folded');
    button.remove();
  });
  return [shown, button];
}

/** @param {Result} result */
function linesText({ start_line: from, end_line: to, location }) {
  return (
    location ??
    (from === to
      ? text('resultLine', { from: `${from}` })
      : text('resultLines', { from: `${from}`, to: `${to}` }))
  );
}

/**
 * The title, as a link unless it leads to a local file, which browsers do not let a page open.
 * @param {Place} place
 * @param {boolean} stop whether the arrow keys stop here
 */
function titleElement({ url, title, path }, stop) {
  const name = title || path;
  if (/^https?:/.test(url)) {
    return element('a', { href: url, rel: 'noreferrer', 'data-stop': stop }, name);
  }
  if (!url.startsWith('file:')) return name;
  const file = decodeURIComponent(new URL(url).pathname);
  const copy = copyButton(() => file, { label: text('copyPath'), about: name, stop });
  return element('span', { class: 'on-disk' }, name, copy);
}

/**
 * @param {'resultChanged' | 'resultVerified'} key
 * @param {string} time
 * @param {string} shown
 */
function timeElement(key, time, shown) {
  return element('time', { datetime: time, title: formatMoment(time) }, text(key, { time: shown }));
}

/** @param {Place[]} places */
function alsoElement(places) {
  return element(
    'details',
    { class: 'also' },
    element('summary', {}, text('resultAlso', { count: places.length })),
    element(
      'ul',
      {},
      ...places.map((place) =>
        element(
          'li',
          {},
          titleElement(place, false),
          ' ',
          element('span', { class: 'path' }, `${place.repository} ${place.path}`),
        ),
      ),
    ),
  );
}
