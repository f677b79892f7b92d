import { element } from './element.js';
import { markdownNodes } from './markdown.js';
import { markedNodes, withMarks, withoutMarks } from './marks.js';
import { hasTags, textKind } from './text-kind.js';

/** @import { Result } from './result.js' */

/**
 * A snippet with its marked words, rendered. A heading at its beginning that the result shows
 * already is left out.
 * @param {Pick<Result, 'snippet' | 'highlights' | 'source' | 'path' | 'title' | 'heading_path'>}
 *   result
 */
export function snippetElement({ snippet, highlights = [], source, path, title, heading_path }) {
  const text = dedent(withMarks(snippet, highlights));
  const kind = textKind({ source, path });
  const shown = element('div', { class: 'snippet' });
  if (kind === 'code') shown.append(codeElement(text));
  else if (kind === 'plain') shown.append(...paragraphs(text));
  else {
    const tags = hasTags({ source, path });
    shown.append(...markdownNodes(whole(text), { code: codeElement, tags }));
  }
  const isKnown = [title, ...heading_path].map(plain).includes(plain(headingOf(shown)));
  if (isKnown && shown.childElementCount > 1) shown.firstElementChild?.remove();
  return shown;
}

/** The heading that a snippet begins with. @param {HTMLElement} shown */
function headingOf({ firstElementChild: first }) {
  return first?.matches('.heading') ? (first.textContent ?? '') : '';
}

/** @param {string} text */
function plain(text) {
  return text.replace(/[`*_]/g, '').trim();
}

/** Code, a line at a time, so that lines can be folded. @param {string} text */
function codeElement(text) {
  const lines = text.split(/(?<=\n)/).map((line) => element('span', {}, ...markedNodes(line)));
  return element('pre', {}, element('code', {}, ...lines));
}

/** @param {string} text */
function paragraphs(text) {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => element('p', { class: 'lines' }, ...markedNodes(paragraph)));
}

/**
 * Completes what the snippet begins in the middle of: code (then its first fence has no language,
 * and the number of fences is odd; or it has none), or the rows of a table.
 * @param {string} text
 */
function whole(text) {
  const fences = text.match(/^\s*(?:`{3,}|~{3,}).*$/gm) ?? [];
  const first = withoutMarks(fences[0] ?? '').trim();
  if (fences.length % 2 === 1 && /^(`+|~+)$/.test(first)) return `${first}\n${text}`;
  if (fences.length === 0 && looksLikeCode(text)) return `\`\`\`\n${text}`;
  const [row = '', next = ''] = text.trimStart().split('\n');
  if (!/^\|.*\|\s*$/.test(row) || /^[|:\s-]+$/.test(next)) return text;
  const cells = row.split(/(?<!\\)\|/).length - 2;
  return `|${' |'.repeat(cells)}\n|${' - |'.repeat(cells)}\n${text.trimStart()}`;
}

/** Whether it begins with a comment, or most lines end unlike sentences. @param {string} text */
function looksLikeCode(text) {
  if (/^\s*\/\*\*?\s*\n/.test(text)) return true;
  const filled = text.split('\n').filter((line) => line.trim() !== '');
  const odd = filled.filter((line) => /[{}()[\];,>=]\s*$|^\s*(\/\/|<\/?\w)/.test(line));
  return filled.length > 2 && odd.length > filled.length / 2;
}

/** Removes the indentation that all lines share. @param {string} text */
function dedent(text) {
  const lines = text.split('\n');
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents, 40);
  return lines.map((line) => line.slice(common)).join('\n');
}
