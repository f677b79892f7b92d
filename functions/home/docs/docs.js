import { apiUrl } from '../page/address.js';
import { forgetKey, readKey } from '../page/key.js';
import { chooseLanguage, switchLanguage } from '../page/language.js';
import { pageHeader } from '../page/page-header.js';
import { forgetSearches } from '../page/recent-searches.js';
import { renewPage } from '../page/renew-page.js';
import { resolveReferences } from './resolve-references.js';

chooseLanguage();
showHeader();
renewPage();
const docs = document.getElementById('docs') ?? document.body;
new MutationObserver(nameLandmarks).observe(docs, { childList: true, subtree: true });

const dark = matchMedia('(prefers-color-scheme: dark)');
dark.addEventListener('change', showScheme);
showScheme();

const answer = await fetch('/home/openapi.json');
const document_ = await answer.json();
const key = readKey();
const ui = SwaggerUIBundle({
  dom_id: '#docs',
  spec: apiUrl === null ? document_ : { ...document_, servers: [{ url: apiUrl }] },
  // Requests can only be tried out where the page can reach the functions.
  supportedSubmitMethods: apiUrl === null ? [] : ['get', 'post'],
  // The default validator is a server of the library's authors.
  validatorUrl: null,
  deepLinking: true,
  plugins: [withoutNestedLinks, { fn: { resolveSubtree } }],
  defaultModelsExpandDepth: 0,
  requestInterceptor: acceptBoth,
  onComplete: () => {
    if (key !== null) ui.preauthorizeApiKey('apiKey', key);
  },
});

function showHeader() {
  document.querySelector('.page-header')?.remove();
  document.body.prepend(pageHeader('documentation', { onForget, onLanguage }));
}

function onForget() {
  forgetKey();
  forgetSearches();
  // The library keeps the key as well.
  location.reload();
}

function onLanguage() {
  switchLanguage();
  showHeader();
  document.getElementById('language')?.focus();
}

/** What the library leaves out: a landmark for the introduction, and no gap between headings. */
function nameLandmarks() {
  const introduction = document.querySelector('.information-container');
  introduction?.setAttribute('role', 'region');
  introduction?.setAttribute('aria-label', document_.info.title);
  for (const each of docs.querySelectorAll('.opblock-tag, h4')) {
    each.setAttribute('aria-level', each.closest('.opblock') === null ? '2' : '3');
  }
}

/** The library puts a link into the button of each operation: nobody could reach both by keyboard. */
function withoutNestedLinks({ React }) {
  return {
    wrapComponents: {
      DeepLink:
        () =>
        (/** @type {{ text: object }} */ { text }) =>
          React.createElement('span', { className: 'nostyle' }, text),
    },
  };
}

/** @param {object} wanted the document @param {string[]} path */
async function resolveSubtree(wanted, path) {
  return { spec: resolveReferences(wanted, path), errors: [] };
}

function showScheme() {
  document.documentElement.classList.toggle('dark-mode', dark.matches);
}

/**
 * The Model Context Protocol requires both types in Accept; the library only sends one.
 * @param {SwaggerRequest} request
 */
function acceptBoth(request) {
  if (new URL(request.url).pathname === '/mcp') {
    request.headers.Accept = 'application/json, text/event-stream';
  }
  return request;
}
