import { apiUrl, publicUrl, readFragment } from './address.js';
import { connectView } from './connect-view.js';
import { element, replaceChildren } from './element.js';
import { forgetKey, readKey } from './key.js';
import { keyForm } from './key-form.js';
import { chooseLanguage, switchLanguage, text } from './language.js';
import { pageHeader } from './page-header.js';
import { searchView } from './search-view.js';
import { sourcesView } from './sources-view.js';

/**
 * Makes a view from the fragment's parameters. `left` is aborted when the reader leaves the view.
 * @typedef {(parameters: URLSearchParams, left: AbortSignal) => HTMLElement} View
 */

/** @type {Record<'search' | 'sources' | 'connect', View>} */
const views = { search: searchView, sources: sourcesView, connect: connectView };
/** @typedef {keyof typeof views} ViewName */

let leaving = new AbortController();

/**
 * Shows the view that the address names.
 * @param {string} [problem] what was wrong with the key
 * @returns the element where the view begins
 */
function show(problem) {
  leaving.abort();
  leaving = new AbortController();
  const { view, parameters } = readFragment(location.hash);
  const name = isView(view) ? view : 'search';
  document.title = name === 'search' ? 'DocPilot' : `${text(name)} – DocPilot`;
  const main = element('main', { id: 'main', tabindex: -1 });
  const skip = element('a', { class: 'skip', href: '#main' }, text('skip'));
  skip.addEventListener('click', (event) => {
    // Following the link would replace the search in the fragment.
    event.preventDefault();
    main.focus();
  });
  replaceChildren(document.body, skip, pageHeader(name, { onForget, onLanguage }), main);
  if (name !== 'connect' && apiUrl === null) main.append(elsewhere());
  else if (name !== 'connect' && readKey() === null) main.append(keyForm(() => show(), problem));
  else main.append(views[name](parameters, leaving.signal));
  const first = main.querySelector('[data-first]');
  if (first instanceof HTMLElement) first.focus();
  return first instanceof HTMLElement ? first : main;
}

/** @param {string} name @returns {name is ViewName} */
function isView(name) {
  return Object.hasOwn(views, name);
}

function elsewhere() {
  const address = `${publicUrl}/home${location.hash}`;
  return element(
    'div',
    { class: 'card' },
    element('p', {}, text('elsewhere')),
    element('p', {}, element('a', { href: address }, address)),
  );
}

function onForget() {
  forgetKey();
  show();
}

function onLanguage() {
  switchLanguage();
  show();
  document.getElementById('language')?.focus();
}

chooseLanguage();
show();
// After following a link, the focus is at the beginning of the new view.
window.addEventListener('hashchange', () => show().focus());
document.addEventListener('key-refused', () => {
  forgetKey();
  show(text('keyRefused'));
});
