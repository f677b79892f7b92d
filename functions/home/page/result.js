import { element } from './element.js';
import { kindElement } from './kind.js';
import { formatDay, formatMoment, reasonText, text } from './language.js';
import { snippetElement } from './snippet.js';
import { stateName } from './state-name.js';

/** @import { SearchResponse } from '../../../shared/src/search/request/search-request.ts' */
/** @typedef {SearchResponse['results'][number]} Result */
/** @typedef {Pick<Result, 'document_id' | 'title' | 'repository' | 'path'>} Place */
/** @typedef {(place: { doc: string, lines: string }) => string} AddressOf of an open document */

/**
 * One result: its title and headings, its place, and its snippet.
 * @param {Result} result
 * @param {AddressOf} addressOf
 */
export function resultElement(result, addressOf) {
  const { title, heading_path, changed_at, outdated, also_in, second_passage } = result;
  const headings = heading_path[0] === title ? heading_path.slice(1) : heading_path;
  return element(
    'li',
    { class: 'result' },
    element(
      'h2',
      {},
      titleElement(result, addressOf, {
        lines: `${result.start_line}-${result.end_line}`,
        headings,
      }),
    ),
    element(
      'p',
      { class: 'place' },
      kindElement(result),
      element('span', { class: 'path' }, `${result.repository} › ${result.path}`),
      result.state && element('span', {}, stateName(result.state)),
      element('span', {}, linesText(result)),
      changed_at !== null &&
        element(
          'time',
          { datetime: changed_at, title: formatMoment(changed_at) },
          formatDay(changed_at),
        ),
      outdated !== undefined &&
        element(
          'span',
          { class: 'outdated' },
          text('resultOutdated', { reason: reasonText(outdated) }),
        ),
      unfoldButton(),
    ),
    snippetElement(result),
    second_passage && secondElement(result, second_passage, addressOf),
    also_in.length > 0 && alsoElement(also_in, addressOf),
  );
}

/** Folds and unfolds the snippet; hidden until it is known to be long. */
function unfoldButton() {
  const button = element(
    'button',
    { type: 'button', class: 'unfold', hidden: true, 'aria-expanded': 'false' },
    text('resultUnfold'),
  );
  button.addEventListener('click', () => {
    const isFolded = button.closest('.result')?.classList.toggle('folded') === true;
    button.textContent = text(isFolded ? 'resultUnfold' : 'resultFold');
    button.setAttribute('aria-expanded', String(!isFolded));
  });
  return button;
}

/**
 * Folds a result's snippet if it is long. Folded, it begins where most of the marked words are.
 * @param {HTMLElement} result in the document, since it depends on the width
 */
export function foldLong(result) {
  const snippet = result.querySelector('.snippet');
  const button = result.querySelector('.unfold');
  if (!(snippet instanceof HTMLElement && button instanceof HTMLElement)) return;
  const parts = [...snippet.querySelectorAll(':scope > :not(pre), pre > code > *')];
  const counts = parts.map((part) => part.querySelectorAll('mark').length);
  const best = counts.indexOf(Math.max(...counts));
  result.classList.add('folded');
  if (snippet.scrollHeight <= snippet.clientHeight) {
    result.classList.remove('folded');
    return;
  }
  for (const part of parts.slice(0, best)) part.classList.add('before');
  button.hidden = false;
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
 * The title, as a link that opens the document.
 * @param {Place} place
 * @param {AddressOf} addressOf
 * @param {{ lines: string, headings: string[] }} [passage] of a result, where the arrow keys stop
 */
function titleElement({ document_id: doc, title, path }, addressOf, passage) {
  const { lines = '', headings = [] } = passage ?? {};
  return element(
    'a',
    { href: addressOf({ doc, lines }), 'data-doc': doc, 'data-stop': passage !== undefined },
    element('span', { class: 'title' }, title || path),
    ...headings.map((heading) => element('span', { class: 'heading' }, ` › ${heading}`)),
  );
}

/**
 * Another passage of the document, which opens it there.
 * @param {Result} result
 * @param {NonNullable<Result['second_passage']>} second
 * @param {AddressOf} addressOf
 */
function secondElement(result, second, addressOf) {
  const { document_id: doc } = result;
  const lines = `${second.start_line}-${second.end_line}`;
  const passage = { ...result, highlights: [], ...second };
  return element(
    'div',
    { class: 'second' },
    element(
      'p',
      { class: 'place' },
      element('a', { href: addressOf({ doc, lines }), 'data-doc': doc }, linesText(passage)),
    ),
    snippetElement(passage),
  );
}

/** @param {Place[]} places @param {AddressOf} addressOf */
function alsoElement(places, addressOf) {
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
          titleElement(place, addressOf),
          ' ',
          element('span', { class: 'path' }, `${place.repository} › ${place.path}`),
        ),
      ),
    ),
  );
}
