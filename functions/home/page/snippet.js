import { element } from './element.js';

/** @typedef {{ kind: 'prose' | 'code', text: string }} Block */

/** Files that people write; the others show as code, letter under letter. */
const prose = /\.(md|mdx|markdown|rst|adoc|txt|text|html?|docx?|odt|pdf|pptx?|rtf)$/i;

/**
 * A snippet with its marked words, as text alone: of Markdown's signs only those that stand between
 * a reader and the words are taken away.
 * @param {string} snippet with <mark> and </mark> around words, and nothing else to be read as HTML
 * @param {{ path: string, source: string }} place
 */
export function snippetElement(snippet, { path, source }) {
  const isProse = source === 'drive' || prose.test(path);
  /** @type {Block[]} */
  const blocks = isProse ? blocksOf(snippet) : [{ kind: 'code', text: snippet }];
  return element('div', { class: 'snippet' }, ...blocks.flatMap(blockElements));
}

/** @param {Block} block @returns {HTMLElement[]} */
function blockElements({ kind, text }) {
  if (kind === 'code') return [element('pre', {}, element('code', {}, ...marked(text)))];
  return paragraphsOf(text).map((paragraph) => element('p', {}, ...inline(paragraph)));
}

/**
 * Takes fenced code out of prose. A snippet may begin amid code: then its first fence has no
 * language, and their number is odd.
 * @param {string} snippet
 */
function blocksOf(snippet) {
  const lines = snippet.split('\n');
  const fences = lines.filter(isFence);
  let isCode = fences.length % 2 === 1 && /^\s*(`{3,}|~{3,})\s*$/.test(fences[0] ?? '');
  /** @type {Block[]} */
  const blocks = [];
  /** @type {string[]} */
  let held = [];
  for (const line of [...lines, '```']) {
    if (!isFence(line)) {
      held.push(line);
      continue;
    }
    const text = dedent(held)
      .join('\n')
      .replace(/^\n+|\s+$/g, '');
    if (text !== '') blocks.push({ kind: isCode || looksLikeCode(held) ? 'code' : 'prose', text });
    held = [];
    isCode = !isCode;
  }
  return blocks;
}

/** Of code that is cut out of its fences, most lines end as sentences never do. @param {string[]} lines */
function looksLikeCode(lines) {
  const filled = lines.filter((line) => line.trim() !== '');
  const odd = filled.filter((line) => /[{}()[\];,>=]\s*$|^\s*(\/\/|<\/?\w)/.test(line));
  return filled.length > 2 && odd.length > filled.length / 2;
}

/** Takes away what all lines are indented by. @param {string[]} lines */
function dedent(lines) {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents, 40);
  return lines.map((line) => line.slice(common));
}

/** @param {string} line */
function isFence(line) {
  return /^\s*(`{3,}|~{3,})/.test(line);
}

/**
 * Joins the lines of a paragraph; what begins a list item, a row, a quote or a heading stays a line.
 * @param {string} text
 */
function paragraphsOf(text) {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => paragraph.replace(/\n(?!\s*([-*+|>#:]|\d+[.)]))[ \t]*/g, ' '));
}

/** Code between backticks as code, links as what they say. @param {string} text */
function inline(text) {
  return text
    .replace(/^#{1,6} +/gm, '')
    .replace(/!?\[([^\]\n]*)\]\([^()\n]*\)/g, '$1')
    .replace(/\*\*(.+?)\*\*/g, '$1')
    .split(/`([^`\n]+)`/)
    .flatMap((part, index) =>
      index % 2 === 1 ? [element('code', {}, ...marked(part))] : marked(part),
    );
}

/** The text with its marked words as elements, and everything else as it stands. @param {string} text */
function marked(text) {
  return text
    .split(/<mark>(.*?)<\/mark>/s)
    .map((part, index) => (index % 2 === 1 ? element('mark', {}, part) : part));
}
