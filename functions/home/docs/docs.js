import { apiUrl } from '../page/address.js';
import { readKey } from '../page/key.js';

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
  defaultModelsExpandDepth: 0,
  requestInterceptor: acceptBoth,
  onComplete: () => {
    if (key !== null) ui.preauthorizeApiKey('apiKey', key);
  },
});

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
