import { fragmentOf } from './address.js';
import { element } from './element.js';
import { readKey } from './key.js';
import { otherLanguage, text } from './language.js';
import { hasAccess, isSignedIn } from './session.js';

const iconAddress = document.querySelector('link[rel=icon]')?.getAttribute('href');

/** @import { ViewName } from './main.js' */

/**
 * @param {ViewName | 'documentation'} current
 * @param {{ onForget: () => void, onLanguage: () => void }} actions
 */
export function pageHeader(current, { onForget, onLanguage }) {
  const page = current === 'documentation' ? '/home' : '';
  /** @param {ViewName} view */
  const link = (view) =>
    element(
      'a',
      { href: `${page}${fragmentOf(view)}`, 'aria-current': view === current && 'page' },
      text(view),
    );
  return element(
    'header',
    { class: 'page-header' },
    element(
      'h1',
      {},
      element('img', { src: iconAddress, alt: '', width: 28, height: 28 }),
      'DocPilot',
    ),
    element(
      'nav',
      { 'aria-label': text('navigation') },
      link('search'),
      link('sources'),
      link('connect'),
      element(
        'a',
        { href: '/home/docs', 'aria-current': current === 'documentation' && 'page' },
        text('documentation'),
      ),
    ),
    element(
      'div',
      { class: 'page-tools' },
      hasAccess() &&
        element(
          'a',
          {
            href: `${page}${fragmentOf('account')}`,
            'aria-current': current === 'account' && 'page',
          },
          text('account'),
        ),
      isSignedIn() &&
        element('button', { type: 'button', class: 'quiet', click: onForget }, text('signOut')),
      readKey() !== null &&
        element('button', { type: 'button', class: 'quiet', click: onForget }, text('keyForget')),
      element(
        'button',
        {
          id: 'language',
          type: 'button',
          class: 'quiet',
          lang: otherLanguage(),
          click: onLanguage,
        },
        element('span', { 'aria-hidden': 'true' }, otherLanguage().toUpperCase()),
        element('span', { class: 'unseen' }, text('switchLanguage')),
      ),
    ),
  );
}
