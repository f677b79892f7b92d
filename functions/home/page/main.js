import { accountView } from './account-view.js';
import { apiUrl, publicUrl, readFragment } from './address.js';
import { endSession, readSession } from './api.js';
import { connectView } from './connect-view.js';
import { element, replaceChildren } from './element.js';
import { forgetKey } from './key.js';
import { keyForm } from './key-form.js';
import { chooseLanguage, prepareFormats, switchLanguage, text } from './language.js';
import { pageHeader } from './page-header.js';
import { forgetAnswers } from './recent-answers.js';
import { forgetSearches } from './recent-searches.js';
import { renewPage } from './renew-page.js';
import { searchView } from './search-view.js';
import { forgetSession, hasAccess, isSignedIn, takeFromAddress } from './session.js';
import { sourcesView } from './sources-view.js';

/**
 * Makes a view from the fragment's parameters. `left` is aborted when the reader leaves the view.
 * `update` shows other parameters in the same view, and tells whether it can.
 * @typedef {(parameters: URLSearchParams, left: AbortSignal) =>
 *   { element: HTMLElement, update?: (parameters: URLSearchParams) => boolean }} View
 */

/** @type {Record<'search' | 'sources' | 'connect' | 'account', View>} */
const views = {
  search: searchView,
  sources: sourcesView,
  connect: connectView,
  account: accountView,
};
/** @typedef {keyof typeof views} ViewName */

let leaving = new AbortController();
/** @type {{ name: ViewName, update?: (parameters: URLSearchParams) => boolean } | undefined} */
let current;

/**
 * Shows the view that the address names.
 * @param {string} [problem] what was wrong with the key
 * @returns the element where the view begins
 */
function show(problem) {
  leaving.abort();
  leaving = new AbortController();
  current = undefined;
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
  replaceChildren(
    document.body,
    skip,
    pageHeader(name, { onForget: () => onSignOut(), onLanguage }),
    main,
  );
  if (name !== 'connect' && apiUrl === null) main.append(elsewhere());
  else if (name !== 'connect' && !hasAccess()) main.append(keyForm(() => show(), problem));
  else {
    const { element: view, ...made } = views[name](parameters, leaving.signal);
    current = { name, ...made };
    main.append(view);
  }
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

/** @param {string} [problem] what was wrong with the key */
function onForget(problem) {
  forgetKey();
  forgetSession();
  forgetAnswers();
  forgetSearches();
  show(problem);
}

/** The session ends at DocPilot, too; if that cannot be reached, it ends by itself. */
function onSignOut() {
  if (isSignedIn()) endSession().catch(() => {});
  onForget();
}

function onLanguage() {
  switchLanguage();
  show();
  document.getElementById('language')?.focus();
}

chooseLanguage();
takeFromAddress();
show();
// When the view is painted, while it waits for its answers.
requestAnimationFrame(() => setTimeout(prepareFormats));
renewPage();
// Keeps the session going; one that has ended is noticed by the view's own requests.
if (isSignedIn()) readSession().catch(() => {});
// After following a link, the focus is at the beginning of the new view.
window.addEventListener('hashchange', () => {
  takeFromAddress();
  const { view, parameters } = readFragment(location.hash);
  if (view === current?.name && current.update?.(parameters)) return;
  show().focus();
});
document.addEventListener('key-refused', () => {
  onForget(text(isSignedIn() ? 'sessionEnded' : 'keyRefused'));
});
