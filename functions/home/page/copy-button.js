import { element } from './element.js';
import { text } from './language.js';

/**
 * Copies a text, and says that it did.
 * @param {() => string} content
 * @param {{ label?: string, about?: string, stop?: boolean }} [options] `about` tells apart buttons
 *   that read alike
 */
export function copyButton(content, { label = text('copy'), about, stop } = {}) {
  const said = element('span', { role: 'status' }, label);
  const button = element(
    'button',
    { type: 'button', class: 'copy', 'data-stop': stop },
    said,
    about !== undefined && element('span', { class: 'unseen' }, ` ${about}`),
  );
  button.addEventListener('click', async () => {
    const isCopied = await navigator.clipboard.writeText(content()).then(
      () => true,
      () => false,
    );
    said.textContent = text(isCopied ? 'copied' : 'copyFailed');
    setTimeout(() => {
      said.textContent = label;
    }, 2_000);
  });
  return button;
}
