import { element } from './element.js';
import { text } from './language.js';

/**
 * Copies a text, and says that it did.
 * @param {() => string} content
 * @param {{ label?: string, about?: string, stop?: boolean }} [options] `about` tells apart buttons
 *   that read alike
 */
export function copyButton(content, { label = text('copy'), about = '', stop } = {}) {
  const words = element('span', {}, label);
  const said = element('span', { class: 'unseen', role: 'status' });
  const button = element(
    'button',
    { type: 'button', class: 'copy', 'data-stop': stop },
    words,
    element('span', { class: 'unseen' }, ` ${about}`),
  );
  button.addEventListener('click', async () => {
    const outcome = await navigator.clipboard.writeText(content()).then(
      () => text('copied'),
      () => text('copyFailed'),
    );
    words.textContent = outcome;
    said.textContent = outcome;
    setTimeout(() => {
      words.textContent = label;
      said.textContent = '';
    }, 2_000);
  });
  return element('span', {}, button, said);
}
