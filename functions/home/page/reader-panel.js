import { fragmentOf, readFragment } from './address.js';
import { readerElement } from './reader.js';
import { readFields } from './search-fields.js';

/** @import { Fields } from './search-fields.js' */

/**
 * Opens documents beside the results of a search, and closes them.
 * @param {HTMLElement} view has links to documents, with their id in `data-doc`
 * @param {Fields} fields name the document that is open
 * @param {(fragment: string) => void} visit changes the address
 * @param {AbortSignal} left
 */
export function readerPanel(view, fields, visit, left) {
  let reading = new AbortController();

  /** Shows the document that the fields name, or none. */
  function show() {
    reading.abort();
    reading = new AbortController();
    view.querySelector('.reader')?.remove();
    for (const link of view.querySelectorAll('[data-doc]')) {
      if (link.getAttribute('data-doc') !== fields.doc) link.removeAttribute('aria-current');
      else link.setAttribute('aria-current', 'true');
    }
    if (fields.doc === '') return;
    const asked = { id: fields.doc, lines: fields.lines };
    const reader = readerElement(asked, close, reading.signal);
    view.append(reader);
    reader.focus({ preventScroll: true });
  }

  /** Closes the document; the focus goes back to where it was opened. */
  function close() {
    const opener = view.querySelector(`[data-doc="${CSS.escape(fields.doc)}"]`);
    Object.assign(fields, { doc: '', lines: '' });
    visit(fragmentOf('search', fields));
    show();
    if (opener instanceof HTMLElement) opener.focus();
  }

  view.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-doc]') : null;
    const isOther = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (link === null || isOther) return;
    event.preventDefault();
    const fragment = link.getAttribute('href') ?? '';
    visit(fragment);
    const { doc, lines } = readFields(readFragment(fragment).parameters);
    Object.assign(fields, { doc, lines });
    show();
  });
  left.addEventListener('abort', () => reading.abort());
  return { show, close };
}
