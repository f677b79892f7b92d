import { list } from './api.js';
import { element, replaceChildren } from './element.js';
import { indexTotals } from './index-totals.js';
import { text } from './language.js';
import { problem } from './problem.js';
import { forgetAnswers } from './recent-answers.js';
import { sourceElement } from './source.js';
import { runSync } from './sync-run.js';

/**
 * Shows how much is indexed and the state of each source, and starts a sync on request.
 * @type {import('./main.js').View}
 */
export function sourcesView(_parameters, left) {
  const totals = element('p', { class: 'totals' });
  const progress = element('p', { class: 'status', role: 'status' });
  const sources = element('div', { class: 'sources' });
  const sync = element('button', { type: 'button', class: 'primary' }, text('syncNow'));

  async function show() {
    try {
      const [{ sources: listed = [] }, words] = await Promise.all([
        list({ view: 'sources' }, { signal: left }),
        indexTotals(),
      ]);
      const open = new Set([...sources.querySelectorAll('details[open]')].map(({ id }) => id));
      totals.textContent = words;
      replaceChildren(
        sources,
        listed.length === 0 && element('p', { class: 'card' }, text('sourcesNone')),
        ...listed.map((source) => sourceElement(source, open)),
      );
    } catch (error) {
      replaceChildren(sources, problem(error, show));
    }
  }

  sync.addEventListener('click', async () => {
    sync.disabled = true;
    sync.textContent = text('syncing');
    progress.className = 'status';
    progress.textContent = text('syncStarting');
    forgetAnswers();
    try {
      for await (const { words, outcome } of runSync(left)) {
        progress.textContent = words;
        progress.className = outcome === 'running' ? 'status' : `status note ${outcome}`;
        await show();
      }
    } catch (error) {
      replaceChildren(
        progress,
        problem(error, () => sync.click()),
      );
    }
    sync.disabled = false;
    sync.textContent = text('syncNow');
  });
  show();
  const view = element(
    'div',
    {},
    element('div', { class: 'bar' }, element('h2', {}, text('sources')), sync),
    totals,
    progress,
    sources,
  );
  return { element: view };
}
