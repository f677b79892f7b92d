import { fragmentOf } from './address.js';
import { element } from './element.js';
import { facetBar } from './facet-bar.js';
import { text } from './language.js';
import { readerPanel } from './reader-panel.js';
import { keepSearch } from './recent-searches.js';
import { walkResults } from './result-keys.js';
import { resultList } from './result-list.js';
import { countFilters, readFields, searchOf } from './search-fields.js';
import { searchHistory } from './search-history.js';

/** The pause in typing after which a search is sent. */
const pauseMs = 200;

/**
 * The search: shows results while the reader types, only those of the last query, beside them the
 * document that is open, and keeps the address up to date.
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
    'data-first': fields.q === '' && fields.doc === '',
    input: () => {
      fields.q = box.value.trim();
      searchSoon();
    },
  });
  const visited = searchHistory(() => {
    if (fields.q !== '') keepSearch(fields.q);
  });
  const filters = facetBar(fields, changeFilters, left);
  const form = element(
    'form',
    { class: 'search', role: 'search', submit },
    element('label', { for: 'search', class: 'unseen' }, text('searchLabel')),
    element(
      'div',
      { class: 'joined' },
      box,
      element('button', { type: 'submit', class: 'primary' }, text('searchGo')),
    ),
    filters.element,
  );
  const results = resultList(fields, filters.counted);
  const view = element('div', { class: 'search-view' }, form, results.element);
  const reader = readerPanel(view, fields, visited.visit, left);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    searchNow();
    visited.settle();
  }

  function changeFilters() {
    visited.settle();
    searchNow();
  }

  function searchSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(searchNow, pauseMs);
  }

  function searchNow() {
    clearTimeout(waiting);
    if (fields.doc !== '') {
      Object.assign(fields, { doc: '', lines: '' });
      reader.show();
    }
    visited.write(fragmentOf('search', fields));
    results.show();
  }

  /** One step back: out of a menu, out of the document, to the query, without the query, without filters. */
  function stepBack() {
    const menu = filters.closeMenu();
    if (menu !== null) return menu.focus();
    if (fields.doc !== '') return reader.close();
    if (document.activeElement !== box) return box.focus();
    if (fields.q !== '') {
      visited.settle();
      box.value = '';
      fields.q = '';
      searchNow();
    } else if (countFilters(fields) > 0) {
      filters.clear();
      box.focus();
    }
  }

  left.addEventListener('abort', () => {
    clearTimeout(waiting);
    results.stop();
  });
  walkResults(view, box, stepBack, left);
  results.show();
  // When it is in the document: the focus goes there.
  queueMicrotask(() => {
    if (!left.aborted) reader.show();
  });
  return {
    element: view,
    update: (next) => {
      const asked = readFields(next);
      if (searchOf(asked) !== searchOf(fields)) return false;
      Object.assign(fields, asked);
      reader.show();
      return true;
    },
  };
}
