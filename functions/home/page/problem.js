import { ApiError } from './api.js';
import { element } from './element.js';
import { text } from './language.js';

/**
 * What went wrong, in words, with a way to try again. Nothing for what was given up on purpose; a
 * key that is not taken is asked for again.
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
