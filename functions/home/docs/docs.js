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
  // Where the functions are not at hand, there is nothing to try.
  supportedSubmitMethods: apiUrl === null ? [] : ['get', 'post'],
  // It would ask a server of the library's makers.
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
 * The Model Context Protocol wants both types accepted; the library names the one that it shows.
 * @param {SwaggerRequest} request
 */
function acceptBoth(request) {
  if (new URL(request.url).pathname === '/mcp') {
    request.headers.Accept = 'application/json, text/event-stream';
  }
  return request;
}
