import { apiUrl, fragmentOf, mcpUrl, publicUrl } from './address.js';
import { copyButton } from './copy-button.js';
import { element, replaceChildren } from './element.js';
import { readKey } from './key.js';
import { text } from './language.js';
import { curlSnippet, snippetsFor } from './snippets.js';

/** @import { Snippet } from './snippets.js' */

const placeholder = 'YOUR_KEY';
const withoutKeys = 'claude.ai, ChatGPT';

/**
 * Explains how to connect an assistant. It shows the key only if the reader asks for it.
 * @type {import('./main.js').View}
 */
export function connectView(parameters) {
  const url = apiUrl ?? publicUrl;
  const kept = readKey();
  const shown = element('div');
  const warning = element('span', { class: 'error', role: 'status' });
  const withKey = element('input', { id: 'with-key', type: 'checkbox', disabled: kept === null });

  /** @param {string} key */
  const snippets = (key) => [
    ...snippetsFor(mcpUrl, key),
    { name: text('connectCurl'), text: curlSnippet(url, key) },
  ];
  const names = [...snippets(placeholder).map(({ name }) => name), withoutKeys];
  const asked = parameters.get('with') ?? '';
  let chosen = names.includes(asked) ? asked : names[0];

  function show() {
    const key = withKey.checked && kept !== null ? kept : placeholder;
    const snippet = snippets(key).find(({ name }) => name === chosen);
    warning.textContent =
      snippet?.text.includes(key) && key !== placeholder ? text('connectKeyShown') : '';
    replaceChildren(
      shown,
      snippet === undefined ? element('p', {}, text('connectOauth')) : snippetElement(snippet),
    );
  }

  /** @param {string} name */
  function choice(name) {
    const radio = element('input', { type: 'radio', name: 'assistant', checked: name === chosen });
    radio.addEventListener('change', () => {
      chosen = name;
      history.replaceState(null, '', fragmentOf('connect', { with: name }));
      show();
    });
    return element('label', {}, radio, element('span', {}, name));
  }

  withKey.addEventListener('change', show);
  show();
  const view = element(
    'div',
    {},
    element('h2', {}, text('connectTitle')),
    element('p', {}, text('connectIntro')),
    element(
      'p',
      { class: 'address' },
      element('code', {}, mcpUrl),
      copyButton(() => mcpUrl),
    ),
    element(
      'fieldset',
      { class: 'choices' },
      element('legend', { class: 'unseen' }, text('connectTitle')),
      ...names.map(choice),
    ),
    element(
      'p',
      { class: 'choice' },
      withKey,
      element('label', { for: 'with-key' }, text('connectKey')),
      kept === null && element('span', { class: 'quiet' }, text('connectKeyNone')),
      warning,
    ),
    shown,
  );
  return { element: view };
}

/** @param {Snippet} snippet */
function snippetElement({ name, file, asksKey, text: content }) {
  return element(
    'div',
    {},
    element('p', {}, file === undefined ? text('connectRun') : text('connectIn', { file })),
    element(
      'div',
      { class: 'code' },
      element('pre', { tabindex: 0 }, element('code', {}, content)),
      copyButton(() => content, { about: name }),
    ),
    asksKey === true && element('p', {}, text('connectAsksKey')),
  );
}
