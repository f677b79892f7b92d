import { fragmentOf } from './address.js';
import { answerNotes, emptyAnswer } from './answer-notes.js';
import { search } from './api.js';
import { element, replaceChildren } from './element.js';
import { formatDuration, text } from './language.js';
import { problem } from './problem.js';
import { keepAnswers, recentAnswers } from './recent-answers.js';
import { filtersOf, searchOf } from './search-fields.js';
import { startPage } from './start-page.js';

/** @import { SearchResponse } from '../../../shared/src/search/request/search-request.ts' */
/** @import { FacetsResponse } from '../../../shared/src/search/list/facets.ts' */
/** @import { Fields } from './search-fields.js' */

const pageSize = 10;

/** @type {typeof import('./rendering.js')} there since the first answer */
let rendering;

/**
 * The results of a search, with what is said above and below them.
 * @param {Fields} fields
 * @param {() => Promise<FacetsResponse | null>} counted
 */
export function resultList(fields, counted) {
  const status = element('p', { class: 'status', role: 'status' });
  const notes = element('div', { class: 'notes' });
  const results = element('ol', { class: 'results' });
  const more = element('button', { type: 'button', class: 'more' }, text('resultsMore'));
  const rest = element('div');
  const list = element('div', { class: 'found' }, status, notes, results, more, rest);
  let running = new AbortController();
  /** @type {SearchResponse[]} the pages that are shown */
  let pages = [];

  /** Shows the search that the fields say, at once if its answer is known, and ends the one before. */
  function show() {
    stop();
    running = new AbortController();
    document.title = fields.q === '' ? 'DocPilot' : `${fields.q} – DocPilot`;
    if (fields.q === '') return showNothing();
    const recent = recentAnswers(searchOf(fields));
    if (recent.length === 0 || rendering === undefined) return ask(running.signal, null);
    clear();
    // When they are in the document: which snippets are long depends on their width.
    const { signal } = running;
    queueMicrotask(() => {
      if (!signal.aborted) for (const page of recent) showAnswer(page);
    });
  }

  function stop() {
    running.abort();
    results.removeAttribute('aria-busy');
  }

  /** @param {AbortSignal} signal @param {string | null} after the cursor of the next page */
  async function ask(signal, after) {
    const filters = filtersOf(fields);
    const request = { query: fields.q, limit: pageSize, filters, highlight: true };
    results.setAttribute('aria-busy', 'true');
    // What was said of the search before is not true of this one.
    if (after === null) for (const each of [notes, status]) each.replaceChildren();
    try {
      const asked = search(after === null ? request : { ...request, cursor: after }, signal);
      const [answer, loaded] = await Promise.all([asked, import('./rendering.js')]);
      rendering = loaded;
      if (after === null) clear();
      const added = showAnswer(answer);
      if (after !== null) focusFirst(added);
      keepAnswers(searchOf(fields), pages);
    } catch (error) {
      if (signal.aborted) return;
      if (after === null) clear();
      replaceChildren(
        rest,
        problem(error, () => ask(running.signal, after)),
      );
    }
    results.removeAttribute('aria-busy');
  }

  /** @param {SearchResponse} answer */
  function showAnswer(answer) {
    const added = answer.results.map((result) =>
      rendering.resultElement(result, (place) => fragmentOf('search', { ...fields, ...place })),
    );
    results.append(...added);
    for (const result of added) rendering.foldLong(result);
    if (pages.length === 0) replaceChildren(notes, ...answerNotes(answer));
    pages = [...pages, answer];
    more.hidden = answer.next_cursor === null;
    const count = results.childElementCount;
    status.textContent = count === 0 ? '' : statusText(answer, count);
    const isAll = answer.next_cursor === null && count > pageSize;
    replaceChildren(
      rest,
      count === 0 && emptyAnswer(fields),
      isAll && element('p', { class: 'quiet' }, text('resultsAll')),
    );
    return added;
  }

  function clear() {
    for (const each of [results, notes, status, rest]) each.replaceChildren();
    pages = [];
    more.hidden = true;
  }

  function showNothing() {
    clear();
    if (fields.doc !== '') return replaceChildren(rest);
    const { element: start, complete } = startPage(counted());
    replaceChildren(rest, start);
    // For the first search, when nothing waits any more. If that fails, the search says so.
    complete.then(() => import('./rendering.js')).catch(() => {});
  }

  more.addEventListener('click', () => ask(running.signal, pages.at(-1)?.next_cursor ?? null));
  more.hidden = true;
  return { element: list, show, stop };
}

/**
 * @param {SearchResponse} answer the last page
 * @param {number} count the number of all results shown
 */
function statusText({ next_cursor, took_ms, evidence }, count) {
  const results = text(next_cursor === null ? 'results' : 'resultsFirst', { count });
  const took = text('resultsTook', { ms: formatDuration(took_ms) });
  return `${results} ${took}.${evidence === 'strong' ? ` ${text('evidenceStrong')}` : ''}`;
}

/** Moves the focus to the first new result. @param {HTMLElement[]} added */
function focusFirst(added) {
  const link = added[0]?.querySelector('[data-stop]');
  if (link instanceof HTMLElement) link.focus();
}
