import { activityTable } from './activity-table.js';
import { endConnection, readConnections, readSession } from './api.js';
import { element, replaceChildren } from './element.js';
import { formatAgo, formatMoment, text } from './language.js';
import { problem } from './problem.js';

/** @import { Connection } from './api.js' */

/**
 * Shows who the reader is and what they have let in, and to administrators who did what.
 * @type {import('./main.js').View}
 */
export function accountView(_parameters, left) {
  const who = element('p', { class: 'totals' });
  const connections = element('div');
  const activity = element('div');

  async function show() {
    try {
      const [{ name, email, admin }, listed] = await Promise.all([
        readSession(left),
        readConnections(left),
      ]);
      who.textContent = email === null ? name : `${name}, ${email}`;
      replaceChildren(connections, connectionTable(listed.connections, end));
      replaceChildren(activity, admin && activityTable(left));
    } catch (error) {
      replaceChildren(connections, problem(error, show));
    }
  }

  /** @param {string} id */
  async function end(id) {
    try {
      await endConnection(id);
      await show();
    } catch (error) {
      replaceChildren(connections, problem(error, show));
    }
  }

  show();
  return {
    element: element(
      'div',
      { class: 'account' },
      element('h2', {}, text('account')),
      who,
      element('h3', {}, text('connections')),
      element('p', {}, text('connectionsWhat')),
      connections,
      activity,
    ),
  };
}

/** @param {readonly Connection[]} connections @param {(id: string) => void} end */
function connectionTable(connections, end) {
  if (connections.length === 0) return element('p', { class: 'card' }, text('connectionsNone'));
  const headings = ['connectionClient', 'connectionSince', 'connectionSeen', 'connectionEnds'];
  return element(
    'table',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...headings.map((each) => element('th', { scope: 'col' }, text(/** @type {any} */ (each)))),
        element('td', {}),
      ),
    ),
    element(
      'tbody',
      {},
      ...connections.map(({ id, client, client_id, current, created_at, seen_at, expires_at }) =>
        element(
          'tr',
          {},
          element('td', {}, client || client_id, current && ` (${text('connectionCurrent')})`),
          element('td', {}, formatMoment(created_at)),
          element('td', {}, seen_at === null ? text('connectionUnseen') : formatAgo(seen_at)),
          element('td', {}, formatAgo(expires_at)),
          element(
            'td',
            {},
            element(
              'button',
              { type: 'button', click: () => end(id) },
              text('connectionEnd'),
              element('span', { class: 'unseen' }, ` ${client || client_id}`),
            ),
          ),
        ),
      ),
    ),
  );
}
