import { element } from './element.js';
import { text } from './language.js';

/**
 * A button that copies a text and confirms it.
 * @param {() => string} content
 * @param {{ label?: string, about?: string, stop?: boolean }} [options] `about` is read by
 *   screen readers only, to tell buttons with the same label apart
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
