import { element, replaceChildren } from './element.js';
import { text } from './language.js';
import { countFilters } from './search-fields.js';

/** @import { ListResponse } from '../../../shared/src/search/list/list-request.ts' */
/** @import { Fields } from './search-fields.js' */

/** Suggested extensions; the reader may type any other. */
const types = ['md', 'mdx', 'pdf', 'docx', 'xlsx', 'pptx', 'html', 'csv', 'ts', 'js', 'py', 'yaml'];

/**
 * The filters of a search, which can be folded on a narrow screen.
 * @param {Fields} fields updated when a filter changes
 * @param {() => void} onChange
 */
export function filterForm(fields, onChange) {
  const place = element('select', { id: 'filter-place' });
  const path = textField('path', 'filterPathPlaceholder');
  const type = textField('type', 'filterTypePlaceholder', { list: 'types' });
  const after = element('input', { id: 'filter-after', type: 'date', value: fields.after });
  const clear = element('button', { type: 'button', class: 'quiet' }, text('filtersClear'));
  const panel = element(
    'div',
    { id: 'filters', class: 'filters' },
    labelled('filterPlace', place),
    labelled('filterPath', path),
    labelled('filterType', type),
    labelled('filterAfter', after),
    element('datalist', { id: 'types' }, ...types.map((value) => element('option', { value }))),
    clear,
  );
  const toggle = element('button', {
    type: 'button',
    class: 'filters-toggle',
    'aria-controls': 'filters',
    'aria-expanded': 'false',
  });
  toggle.addEventListener('click', () => {
    toggle.setAttribute('aria-expanded', String(panel.classList.toggle('open')));
  });

  /**
   * @param {'path' | 'type'} name
   * @param {'filterPathPlaceholder' | 'filterTypePlaceholder'} hint
   * @param {object} [more]
   */
  function textField(name, hint, more = {}) {
    return element('input', {
      id: `filter-${name}`,
      value: fields[name],
      placeholder: text(hint),
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
      ...more,
    });
  }

  function changed() {
    [fields.source = '', fields.repository = ''] = place.value.split(/:(.*)/s);
    Object.assign(fields, { path: path.value.trim(), type: type.value.trim(), after: after.value });
    showCount();
    onChange();
  }

  function showCount() {
    const count = countFilters(fields);
    clear.hidden = count === 0;
    toggle.textContent = count === 0 ? text('filters') : text('filtersCount', { count });
  }

  function clearAll() {
    for (const input of [path, type, after]) input.value = '';
    place.value = '';
    changed();
  }

  clear.addEventListener('click', () => {
    clearAll();
    place.focus();
  });
  panel.addEventListener('input', changed);
  showPlaces(place, fields, []);
  showCount();
  return {
    toggle,
    panel,
    clear: clearAll,
    /** @param {NonNullable<ListResponse['sources']>} sources */
    showSources: (sources) => showPlaces(place, fields, sources),
  };
}

/**
 * @param {HTMLSelectElement} select
 * @param {Fields} fields
 * @param {NonNullable<ListResponse['sources']>} sources
 */
function showPlaces(select, { source, repository }, sources) {
  const kinds = new Set(sources.map((each) => each.source));
  const values = sources.map((each) => `${each.source}:${each.repository}`).sort();
  const chosen = repository === '' ? source : `${source}:${repository}`;
  const known = ['', ...kinds, ...values];
  // A shared search may name a source that this page does not know, or not yet.
  const unknown = known.includes(chosen) ? [] : [chosen];
  /** @param {string} value */
  const option = (value) => element('option', { value }, placeName(value));
  replaceChildren(
    select,
    option(''),
    ...(kinds.size > 1 ? [...kinds].sort().map(option) : []),
    ...values.map(option),
    ...unknown.map(option),
  );
  select.value = chosen;
}

/** @param {string} value */
function placeName(value) {
  if (value === '') return text('filterPlaceAll');
  if (value === 'github') return text('filterAllGithub');
  if (value === 'drive') return text('filterAllDrive');
  return value.replace(/^\w*:/, '');
}

/**
 * @param {'filterPlace' | 'filterPath' | 'filterType' | 'filterAfter'} key
 * @param {HTMLElement} field
 */
function labelled(key, field) {
  return element('div', {}, element('label', { for: field.id }, text(key)), field);
}
