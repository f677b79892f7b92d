import { element } from './element.js';

/** @import { Result } from './result.js' */
/** @typedef {{ kind: 'prose' | 'code', text: string }} Block */

/** Files with prose; others are shown as code, in a monospaced font. */
const prose = /\.(md|mdx|markdown|rst|adoc|txt|text|html?|docx?|odt|pdf|pptx?|rtf)$/i;

/** Stand around highlighted words while markup is removed; Unicode keeps them out of texts. */
const [open, close] = ['\uFDD0', '\uFDD1'];

/**
 * A snippet with its highlighted words, as text: removes only that markup of Markdown that makes it
 * harder to read.
 * @param {Pick<Result, 'snippet' | 'highlights' | 'path' | 'source'>} result
 */
export function snippetElement({ highlights = [], path, source, ...result }) {
  const snippet = highlights.reduceRight(
    (text, [from, to]) =>
      `${text.slice(0, from)}${open}${text.slice(from, to)}${close}${text.slice(to)}`,
    result.snippet,
  );
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
 * Separates fenced code from prose. A snippet may begin inside of code: then its first fence has no
 * language, and the number of fences is odd.
 * @param {string} snippet
 */
function blocksOf(snippet) {
  const lines = snippet.split('\n');
  const fences = lines.filter(isFence);
  let isCode = fences.length % 2 === 1 && /^\s*(`{3,}|~{3,})\s*$/.test(fences[0] ?? '');
  /** @type {Block[]} */
  const blocks = [];
  /** @type {string[]} */
  let pending = [];
  for (const line of [...lines, '```']) {
    if (!isFence(line)) {
      pending.push(line);
      continue;
    }
    const text = dedent(pending)
      .join('\n')
      .replace(/^\n+|\s+$/g, '');
    if (text !== '')
      blocks.push({ kind: isCode || looksLikeCode(pending) ? 'code' : 'prose', text });
    pending = [];
    isCode = !isCode;
  }
  return blocks;
}

/** Whether most lines end like code and unlike sentences. @param {string[]} lines */
function looksLikeCode(lines) {
  const filled = lines.filter((line) => line.trim() !== '');
  const odd = filled.filter((line) => /[{}()[\];,>=]\s*$|^\s*(\/\/|<\/?\w)/.test(line));
  return filled.length > 2 && odd.length > filled.length / 2;
}

/** Removes the indentation that all lines share. @param {string[]} lines */
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
 * Joins the lines of a paragraph, except where a list item, a row, a quote or a heading begins.
 * @param {string} text
 */
function paragraphsOf(text) {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => paragraph.replace(/\n(?!\s*([-*+|>#:]|\d+[.)]))[ \t]*/g, ' '));
}

/** Turns backticks into code elements, and links into their text. @param {string} text */
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

/** Turns highlighted words into mark elements. @param {string} text */
function marked(text) {
  return text
    .split(/\uFDD0(.*?)\uFDD1/s)
    .map((part, index) => (index % 2 === 1 ? element('mark', {}, part) : part));
}
