import { list } from './api.js';
import { showFolder } from './document-tree.js';
import { element, replaceChildren } from './element.js';
import {
  formatAgo,
  formatDuration,
  formatMoment,
  formatNumber,
  reasonText,
  text,
} from './language.js';
import { problem } from './problem.js';
import { recallElement } from './recall.js';

/** @import { ListResponse, RunView } from '../../../shared/src/search/list/list-request.ts' */
/** @import { Source } from './source.js' */

const pageSize = '50';

/**
 * Adds the last sync of a source, its files that are not indexed, and its documents.
 * @param {Source} source
 * @param {HTMLElement} parent
 */
export async function sourceDetails(source, parent) {
  const only = { source: source.source, repository: source.repository };
  const rows = element('tbody');
  const more = element('button', { type: 'button' }, text('problemsMore'));
  /** @type {string | null} */
  let cursor = null;

  async function showProblems() {
    const page = cursor === null ? {} : { cursor };
    const answer = await list({ view: 'problems', ...only, limit: pageSize, ...page });
    rows.append(...(answer.problems ?? []).map(problemRow));
    cursor = answer.next_cursor;
    more.hidden = cursor === null;
  }

  /** @param {() => Promise<void>} work */
  async function attempt(work) {
    try {
      await work();
    } catch (error) {
      parent.append(problem(error, () => attempt(work)) ?? '');
    }
  }

  more.addEventListener('click', () => attempt(showProblems));
  await attempt(async () => {
    const { runs = [] } = await list({ view: 'runs', ...only, limit: '1' });
    await showProblems();
    const tree = element('div');
    replaceChildren(
      parent,
      runs[0] && runElement(runs[0]),
      runs[0]?.recall && recallElement(runs[0].recall),
      rows.childElementCount > 0 && problemTable(source, rows),
      rows.childElementCount > 0 && more,
      source.documents > 0 && element('section', {}, element('h3', {}, text('tree')), tree),
    );
    await showFolder(source, '', tree);
  });
}

/** The counts of a run. @param {RunView} run */
function runElement(run) {
  const { started_at, finished_at } = run;
  const when =
    finished_at === null
      ? text('lastRunSince', { time: formatMoment(started_at) })
      : text('lastRunAt', {
          time: formatMoment(started_at),
          duration: formatDuration(Date.parse(finished_at) - Date.parse(started_at)),
        });
  const pending = run.embeddings?.pending ?? 0;
  return element(
    'section',
    {},
    element('h3', {}, text('lastRun')),
    element('p', {}, when),
    element(
      'dl',
      {},
      ...entry('runSeen', formatNumber(run.seen)),
      ...entry('runIndexed', formatNumber(run.indexed)),
      ...entry('runUnchanged', formatNumber(run.unchanged)),
      ...entry('runDeleted', formatNumber(run.deleted)),
      ...entry('runSkipped', formatNumber(total(run.skipped))),
      ...entry('runFailed', formatNumber(total(run.failed))),
      ...entry('runRequests', formatNumber(total(run.requests))),
      ...(run.secrets_masked > 0 ? entry('runMasked', formatNumber(run.secrets_masked)) : []),
      ...(pending > 0 ? entry('runPending', formatNumber(pending)) : []),
    ),
    run.embeddings?.message && element('p', { class: 'note unsure' }, run.embeddings.message),
    ...run.notes.map((note) => element('p', { class: 'note unsure' }, note)),
  );
}

/** @param {Parameters<typeof text>[0]} key @param {string} value */
function entry(key, value) {
  return [element('div', {}, element('dt', {}, text(key)), element('dd', {}, value))];
}

/** @param {Source['not_indexed']} counts */
function reasonsText({ skipped, failed }) {
  return [...Object.entries(failed), ...Object.entries(skipped)]
    .map(([reason, count]) => `${reasonText(reason)} (${formatNumber(count)})`)
    .join(', ');
}

/** @param {Record<string, number>} counts */
function total(counts) {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** @param {Source} source @param {HTMLTableSectionElement} rows */
function problemTable({ not_indexed }, rows) {
  return element(
    'table',
    {},
    element('caption', {}, element('strong', {}, text('problems')), ` ${reasonsText(not_indexed)}`),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', { scope: 'col' }, text('problemsFile')),
        element('th', { scope: 'col' }, text('problemsReason')),
      ),
    ),
    rows,
  );
}

/** @param {NonNullable<ListResponse['problems']>[number]} problem */
function problemRow({ path, outcome, reason, detail, next_attempt_at }) {
  const again =
    next_attempt_at === null ? '' : text('problemAgain', { time: formatAgo(next_attempt_at) });
  return element(
    'tr',
    {},
    element('td', { class: 'path' }, path),
    element(
      'td',
      {},
      element('span', { class: outcome === 'failed' ? 'error' : null }, reasonText(reason)),
      detail !== null && element('span', { class: 'quiet' }, ` – ${detail}`),
      again !== '' && element('span', { class: 'quiet' }, ` (${again})`),
    ),
  );
}
