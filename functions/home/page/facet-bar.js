import { readFacets } from './api.js';
import { element, replaceChildren } from './element.js';
import { facetMenu } from './facet-menu.js';
import { formatDay, text } from './language.js';
import { problem } from './problem.js';
import { countFilters, filtersOf } from './search-fields.js';
import { stateName } from './state-name.js';

/** @import { SourceKind } from '../../../shared/src/document.ts' */
/** @import { FacetsResponse } from '../../../shared/src/search/list/facets.ts' */
/** @import { Fields } from './search-fields.js' */
/** @typedef {'source' | 'repository' | 'path' | 'type' | 'state' | 'label' | 'after'} Filter */

const menuFolders = 20;

/**
 * The filters of a search: a chip for each that is set, which removes it, and a menu for each that
 * narrows further, with the number of documents that each of its values leaves.
 * @param {Fields} fields updated when a filter changes
 * @param {() => void} onChange
 * @param {AbortSignal} left
 */
export function facetBar(fields, onChange, left) {
  const bar = element('div', { class: 'facets', role: 'group', 'aria-label': text('filters') });
  let asking = new AbortController();
  /** @type {Promise<FacetsResponse | null>} null: not known */
  let counted = Promise.resolve(null);

  /** @param {Partial<Record<Filter, string>>} values */
  function set(values) {
    Object.assign(fields, values);
    refresh();
    onChange();
    const focus = bar.querySelector('[data-filter]') ?? bar.querySelector('summary');
    if (focus instanceof HTMLElement) focus.focus();
  }

  function refresh() {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    show(null);
    counted = readFacets(filtersOf(fields), signal).then(
      (facets) => {
        if (!signal.aborted) show(facets);
        return facets;
      },
      (error) => {
        // The search says what is wrong.
        problem(error, () => {});
        return null;
      },
    );
  }

  /** @param {FacetsResponse | null} facets */
  function show(facets) {
    const hadFocus = document.activeElement?.closest('.facets') === bar;
    replaceChildren(
      bar,
      ...setFilters(fields).map(([filter, label]) => chip(filter, label)),
      ...(facets === null ? [] : menus(facets)),
      countFilters(fields) > 1 &&
        element(
          'button',
          { type: 'button', class: 'quiet chip', click: clear },
          text('filtersClear'),
        ),
    );
    const first = bar.querySelector('[data-filter], summary');
    if (hadFocus && first instanceof HTMLElement) first.focus();
  }

  /** @param {FacetsResponse} facets */
  function menus({ sources, repositories, folders, types, states, labels, changed }) {
    const isOneRepository = repositories.length === 1 || fields.repository !== '';
    return [
      sources.length > 1 &&
        facetMenu('filterSource', sources, (source) => set({ source }), { name: placeName }),
      !isOneRepository &&
        facetMenu('filterRepository', repositories, (repository) => set({ repository })),
      facetMenu('filterFolder', folders.slice(0, menuFolders), (path) => set({ path }), {
        field: { label: 'filterPath', value: fields.path, placeholder: 'docs/, **/*.md' },
      }),
      fields.type === '' &&
        types.length > 1 &&
        facetMenu('filterType', types, (type) => set({ type })),
      fields.state === '' &&
        states.length > 0 &&
        facetMenu('filterState', states, (state) => set({ state }), { name: stateName }),
      fields.label === '' &&
        labels.length > 0 &&
        facetMenu('filterLabel', labels, (label) => set({ label })),
      fields.after === '' &&
        facetMenu('filterChanged', changed, (after) => set({ after }), {
          name: (days) => text(periods[days] ?? 'filterYear'),
          toValue: dayBefore,
          field: { label: 'filterAfter', value: '', type: 'date' },
        }),
    ];
  }

  /** @param {Filter} filter @param {string} label */
  function chip(filter, label) {
    return element(
      'button',
      {
        type: 'button',
        class: 'chip chosen',
        'data-filter': filter,
        click: () => set({ [filter]: '' }),
      },
      label,
      element('span', { 'aria-hidden': 'true' }, ' ✕'),
      element('span', { class: 'unseen' }, ` ${text('filterRemove')}`),
    );
  }

  function clear() {
    set({ source: '', repository: '', path: '', type: '', state: '', label: '', after: '' });
  }

  /** Closes the menu that is open, if there is one. */
  function closeMenu() {
    const menu = bar.querySelector('details[open]');
    menu?.removeAttribute('open');
    return menu?.querySelector('summary') ?? null;
  }

  left.addEventListener('abort', () => asking.abort());
  document.addEventListener(
    'click',
    (event) => {
      if (!(event.target instanceof Node && bar.contains(event.target))) closeMenu();
    },
    { signal: left },
  );
  refresh();
  return { element: bar, clear, closeMenu, counted: () => counted };
}

/** @type {Record<string, 'filterWeek' | 'filterMonth' | 'filterYear'>} */
const periods = { 7: 'filterWeek', 30: 'filterMonth', 365: 'filterYear' };

/** The date so many days ago. @param {string} days */
function dayBefore(days) {
  return new Date(Date.now() - Number(days) * 86_400_000).toISOString().slice(0, 10);
}

/** The filters that are set, with what their chips say. @param {Fields} fields */
function setFilters({ source, repository, path, type, state, label, after }) {
  const day = Number.isNaN(Date.parse(after)) ? after : formatDay(after);
  /** @type {[Filter, string][]} */
  const all = [
    ['source', source === '' ? '' : placeName(source)],
    ['repository', repository],
    ['path', path],
    ['type', type],
    ['state', state === '' ? '' : stateName(state)],
    ['label', label],
    ['after', after === '' ? '' : text('filterAfterDay', { day })],
  ];
  return all.filter(([, label]) => label !== '');
}

/** @type {readonly SourceKind[]} */
const kindNames = ['github', 'drive', 'conversations', 'web', 'folder'];

/** @param {string} source */
function placeName(source) {
  const name = kindNames.find((kind) => kind === source);
  return name ? text(name) : source;
}
