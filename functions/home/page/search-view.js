import { fragmentOf } from './address.js';
import { answerNotes, emptyAnswer, searchHints } from './answer-notes.js';
import { list, search } from './api.js';
import { element, replaceChildren } from './element.js';
import { filterForm } from './filter-form.js';
import { formatDuration, text } from './language.js';
import { problem } from './problem.js';
import { foldLong, resultElement } from './result.js';
import { walkResults } from './result-keys.js';
import { filtersOf, readFields } from './search-fields.js';

/** @import { SearchResponse } from '../../../shared/src/search/request/search-request.ts' */

/** The pause in typing after which a search is sent. */
const pauseMs = 200;
const pageSize = 10;

/**
 * The search: shows results while the reader types, only those of the last query, and keeps the
 * address up to date.
 * @type {import('./main.js').View}
 */
export function searchView(parameters, left) {
  const fields = readFields(parameters);
  const box = element('input', {
    id: 'search',
    type: 'search',
    value: fields.q,
    placeholder: text('searchPlaceholder'),
    autocomplete: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
    maxlength: 2000,
    'data-first': fields.q === '',
    input: () => {
      fields.q = box.value.trim();
      searchSoon();
    },
  });
  const filters = filterForm(fields, searchSoon);
  const status = element('p', { class: 'status', role: 'status' });
  const notes = element('div', { class: 'notes' });
  const results = element('ol', { class: 'results' });
  const more = element('button', { type: 'button', class: 'more' }, text('resultsMore'));
  const rest = element('div', {}, searchHints());
  const form = element(
    'form',
    { class: 'search', role: 'search', submit },
    element('label', { for: 'search', class: 'unseen' }, text('searchLabel')),
    element(
      'div',
      { class: 'joined' },
      box,
      element('button', { type: 'submit', class: 'primary' }, text('searchGo')),
      filters.toggle,
    ),
    filters.panel,
  );

  let running = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** @type {string | null} */
  let cursor = null;

  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    searchNow();
  }

  function searchSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(searchNow, pauseMs);
  }

  /** Starts a new search, and aborts the previous one. */
  async function searchNow() {
    clearTimeout(waiting);
    running.abort();
    running = new AbortController();
    const { q, ...filterFields } = fields;
    history.replaceState(null, '', fragmentOf('search', { q, ...filterFields }));
    document.title = q === '' ? 'DocPilot' : `${q} – DocPilot`;
    if (q === '') return showNothing();
    await ask(running.signal, null);
  }

  /** @param {AbortSignal} signal @param {string | null} after the cursor of the next page */
  async function ask(signal, after) {
    const filters = filtersOf(fields);
    const request = { query: fields.q, limit: pageSize, filters, highlight: true };
    form.classList.add('busy');
    results.setAttribute('aria-busy', 'true');
    try {
      const answer = await search(after === null ? request : { ...request, cursor: after }, signal);
      if (after === null) results.replaceChildren();
      showAnswer(answer, after === null);
    } catch (error) {
      if (signal.aborted) return;
      if (after === null) showNothing();
      replaceChildren(
        rest,
        problem(error, () => ask(running.signal, after)),
      );
    }
    form.classList.remove('busy');
    results.removeAttribute('aria-busy');
  }

  /** @param {SearchResponse} answer @param {boolean} isFirst */
  function showAnswer(answer, isFirst) {
    const added = answer.results.map(resultElement);
    results.append(...added);
    for (const result of added) foldLong(result);
    cursor = answer.next_cursor;
    more.hidden = cursor === null;
    const count = results.childElementCount;
    status.textContent = count === 0 ? '' : statusText(answer, count);
    if (isFirst) replaceChildren(notes, ...answerNotes(answer));
    else focusFirst(added);
    const isAll = cursor === null && count > pageSize;
    replaceChildren(
      rest,
      count === 0 && emptyAnswer(fields),
      isAll && element('p', { class: 'quiet' }, text('resultsAll')),
    );
  }

  function showNothing() {
    for (const each of [results, notes, status]) each.replaceChildren();
    more.hidden = true;
    form.classList.remove('busy');
    replaceChildren(rest, searchHints());
  }

  more.addEventListener('click', () => ask(running.signal, cursor));
  more.hidden = true;
  left.addEventListener('abort', () => {
    clearTimeout(waiting);
    running.abort();
  });
  list({ view: 'sources' }, { signal: left }).then(
    ({ sources = [] }) => filters.showSources(sources),
    (error) => problem(error, () => {}),
  );
  if (fields.q !== '') searchNow();
  const view = element('div', {}, form, status, notes, results, more, rest);
  walkResults(view, box, left);
  return view;
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
