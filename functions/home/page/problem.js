import { ApiError } from './api.js';
import { element } from './element.js';
import { text } from './language.js';

/**
 * Says what went wrong, with a button to try again. Shows nothing for an aborted request; a refused
 * key is asked for again.
 * @param {unknown} error
 * @param {() => void} retry
 */
export function problem(error, retry) {
  if (error instanceof DOMException && error.name === 'AbortError') return null;
  if (!(error instanceof ApiError)) throw error;
  if (error.code === 'unauthorized') {
    document.dispatchEvent(new CustomEvent('key-refused'));
    return null;
  }
  return element(
    'div',
    { class: 'note failed', role: 'alert' },
    element('p', {}, error.message),
    element('button', { type: 'button', click: retry }, text('tryAgain')),
  );
}
