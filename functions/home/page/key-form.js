import { isLocal } from './address.js';
import { ApiError, list } from './api.js';
import { element } from './element.js';
import { keepKey } from './key.js';
import { text } from './language.js';
import { canSignIn, signIn } from './session.js';

/**
 * Asks to sign in where people can, or for the key, and stores it once DocPilot accepts it.
 * @param {() => void} onKey
 * @param {string} [problem] what was wrong with the previous key
 */
export function keyForm(onKey, problem = '') {
  const error = element('p', { id: 'key-error', class: 'error', role: 'alert' }, problem);
  const box = element('input', {
    id: 'key',
    type: 'password',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'key-where key-error',
    'data-first': !canSignIn,
  });
  const reveal = element('button', { type: 'button', 'aria-pressed': 'false' }, text('keyShow'));
  reveal.addEventListener('click', () => {
    const isShown = box.type === 'text';
    box.type = isShown ? 'password' : 'text';
    reveal.textContent = text(isShown ? 'keyShow' : 'keyHide');
    reveal.setAttribute('aria-pressed', String(!isShown));
  });
  const remember = element('input', { id: 'remember', type: 'checkbox' });
  const open = element('button', { type: 'submit', class: 'primary' }, text('keyOpen'));

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const key = box.value.trim();
    open.disabled = true;
    const wrong = key === '' ? text('keyMissing') : await whatIsWrong(key);
    open.disabled = false;
    if (wrong === null) {
      keepKey(key, remember.checked);
      onKey();
      return;
    }
    error.textContent = wrong;
    box.setAttribute('aria-invalid', 'true');
    box.select();
  }

  const form = element(
    'form',
    { class: 'card key-form', submit },
    element('h2', {}, text('keyTitle')),
    element(
      'p',
      { id: 'key-where' },
      `${text(isLocal ? 'keyWhereLocal' : 'keyWhereCloud')} ${text('keyWhy')}`,
    ),
    element('label', { for: 'key' }, text('keyLabel')),
    element('div', { class: 'joined' }, box, reveal, open),
    element(
      'p',
      { class: 'choice' },
      remember,
      element('label', { for: 'remember' }, text('keyRemember')),
    ),
    error,
  );
  return element('div', {}, canSignIn && signInCard(), form);
}

function signInCard() {
  return element(
    'div',
    { class: 'card key-form' },
    element('h2', {}, text('signInTitle')),
    element('p', {}, text('signInWhy')),
    element(
      'button',
      { type: 'button', class: 'primary', 'data-first': true, click: signIn },
      text('signInGoogle'),
    ),
  );
}

/** @param {string} key */
async function whatIsWrong(key) {
  // A header cannot contain other characters.
  if (!/^[\x21-\x7e]+$/.test(key)) return text('keyWrong');
  try {
    await list({ view: 'runs', limit: '1' }, { key });
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}
