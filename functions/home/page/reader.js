import { readDocument } from './api.js';
import { copyButton } from './copy-button.js';
import { element, replaceChildren } from './element.js';
import { formatDay, formatMoment, text } from './language.js';
import { problem } from './problem.js';

/** @import { SourceKind } from '../../../shared/src/document.ts' */
/** @import { DocumentResponse } from '../../../shared/src/search/fetch/fetch-request.ts' */

/** Lines above the ones that were asked for, if the whole document is too long. */
const linesBefore = 20;

/** What is seen above the lines that were asked for. */
const linesAbovePx = 24;

/**
 * A document at its lines, rendered.
 * @param {{ id: string, lines: string }} asked `lines` is for example 10-40, or empty
 * @param {() => void} onClose
 * @param {AbortSignal} left aborted when the reader is not wanted any more
 */
export function readerElement({ id, lines }, onClose, left) {
  const [from = 1, to = from] = lines.split('-').map(Number);
  const content = element('div', { class: 'reader-content', 'aria-busy': 'true' });
  const head = element('div', { class: 'reader-title' });
  const actions = element('div', { class: 'reader-actions' });
  const close = element(
    'button',
    { type: 'button', class: 'quiet reader-close', click: onClose },
    element('span', { 'aria-hidden': 'true' }, '✕'),
    element('span', { class: 'unseen' }, text('readerClose')),
  );
  const reader = element(
    'section',
    { class: 'reader', tabindex: -1, 'aria-label': text('reader') },
    element('div', { class: 'reader-head' }, head, close, actions),
    content,
  );

  async function show() {
    content.replaceChildren();
    try {
      const [first, asked, { documentText }] = await Promise.all([
        readDocument(id, '', left),
        lines === '' ? null : readDocument(id, lines, left),
        import('./rendering.js'),
      ]);
      const isBeyond = from > first.end_line;
      const start = Math.max(1, from - linesBefore);
      const part = isBeyond ? await readDocument(id, `${start}-`, left) : first;
      replaceChildren(head, ...title(part));
      replaceChildren(actions, ...links((asked ?? first).url, part.metadata.source, from));
      replaceChildren(content, ...partNodes(part, documentText));
      if (lines !== '') pointTo(content, from - part.start_line, to - part.start_line);
    } catch (error) {
      replaceChildren(content, problem(error, show));
    }
    content.removeAttribute('aria-busy');
  }

  /**
   * @param {DocumentResponse} part
   * @param {typeof import('./rendering.js').documentText} documentText
   * @returns {Node[]}
   */
  function partNodes(part, documentText) {
    const shown = documentText(part);
    const { next_lines } = part;
    if (next_lines === null) return [shown];
    const more = element('button', { type: 'button', class: 'more' }, text('readerMore'));
    more.addEventListener('click', async () => {
      more.disabled = true;
      try {
        more.replaceWith(...partNodes(await readDocument(id, next_lines, left), documentText));
      } catch (error) {
        more.replaceWith(problem(error, show) ?? '');
      }
    });
    return [shown, more];
  }

  show();
  return reader;
}

/** @param {DocumentResponse} part */
function title({ title, metadata: { repository, path, changed_at } }) {
  return [
    element('h2', {}, title || path),
    element(
      'p',
      { class: 'place' },
      element('span', { class: 'path' }, `${repository} › ${path}`),
      changed_at !== null &&
        element(
          'time',
          { datetime: changed_at, title: formatMoment(changed_at) },
          formatDay(changed_at),
        ),
    ),
  ];
}

/** @type {Record<SourceKind, Parameters<typeof text>[0]>} */
const opensAt = {
  github: 'readerGithub',
  conversations: 'readerGithub',
  drive: 'readerDrive',
  web: 'readerSite',
  folder: 'readerFile',
};

/** @param {string} url @param {SourceKind} source @param {number} line */
function links(url, source, line) {
  const copy = copyButton(() => location.href, { label: text('readerCopyLink') });
  if (url.startsWith('file:')) {
    const { pathname } = new URL(url);
    return [
      copy,
      element('a', { href: `vscode://file${pathname}:${line}` }, text('readerEditor')),
      copyButton(() => decodeURIComponent(pathname), { label: text('copyPath') }),
    ];
  }
  return [copy, element('a', { href: url, rel: 'noreferrer' }, text(opensAt[source]))];
}

/**
 * Marks the elements of these lines, and scrolls to the first.
 * @param {HTMLElement} content
 * @param {number} from counted from 0
 * @param {number} to
 */
function pointTo(content, from, to) {
  /** @type {HTMLElement[]} */
  const blocks = [...content.querySelectorAll('[data-line]')].filter(
    (each) => each instanceof HTMLElement,
  );
  const lineOf = (/** @type {HTMLElement} */ block) => Number(block.dataset.line);
  const before = blocks.findLastIndex((block) => lineOf(block) <= from);
  const asked = blocks.filter(
    (block, index) => index >= before && lineOf(block) >= from - 1 && lineOf(block) <= to,
  );
  const first = asked[0] ?? blocks[before];
  for (const block of asked.length > 0 ? asked : [first]) block?.classList.add('asked');
  const reader = content.closest('.reader');
  if (first === undefined || reader === null) return;
  const head = reader.querySelector('.reader-head')?.clientHeight ?? 0;
  const distance = first.getBoundingClientRect().top - reader.getBoundingClientRect().top;
  // Not into view: that would scroll the results as well.
  reader.scrollTop += distance - head - linesAbovePx;
}
