import MarkdownIt from 'markdown-it';
import { element } from './element.js';
import { htmlText } from './html-text.js';
import { markedNodes, withoutMarks } from './marks.js';
import { calloutKind, plainMarkdown } from './plain-markdown.js';

/** @import { Token } from 'markdown-it' */

/**
 * @typedef {object} MarkdownOptions
 * @property {(code: string, language: string) => Node} code makes the element of a code block
 * @property {(href: string) => string | null} [link] the address that a link leads to; null, and
 *   without this: only its text is shown
 * @property {(level: number) => keyof HTMLElementTagNameMap} [heading] the element of a heading
 * @property {boolean} [tags] whether the text may hold HTML; without it, what looks like a tag is text
 */

const parser = new MarkdownIt({ html: true });
const parserOfText = new MarkdownIt({ html: false });

/** Elements that are made as the parser names them. */
const simple = new Set('p ul ol li blockquote table thead tbody tr th td em strong s'.split(' '));

/**
 * Markdown as elements, which are made one by one and never parsed from HTML. Each block has the
 * line that it begins at in `data-line`, counted from 0.
 * @param {string} markdown may contain marks, see marks.js
 * @param {MarkdownOptions} options
 * @returns {Node[]}
 */
export function markdownNodes(markdown, options) {
  const root = element('div');
  const tokens = options.tags
    ? parser.parse(plainMarkdown(markdown), {})
    : parserOfText.parse(markdown, {});
  append(root, tokens, options);
  return [...root.childNodes];
}

/** @param {HTMLElement} root @param {Token[]} tokens @param {MarkdownOptions} options */
function append(root, tokens, options) {
  const open = [root];
  for (const [index, token] of tokens.entries()) {
    const parent = open.at(-1) ?? root;
    if (token.nesting === -1) open.pop();
    else if (token.nesting === 0) parent.append(...leafNodes(token, options));
    else {
      const made = token.hidden ? parent : containerOf(token, tokens[index + 2], options);
      if (token.map !== null && made !== parent) made.dataset.line = `${token.map[0]}`;
      if (made !== parent) parent.append(made);
      open.push(made);
    }
  }
}

/**
 * @param {Token} token
 * @param {Token | undefined} content the token after the next one: what a quote begins with
 * @param {MarkdownOptions} options
 * @returns {HTMLElement}
 */
function containerOf(token, content, { link, heading }) {
  const tag = /** @type {keyof HTMLElementTagNameMap} */ (token.tag);
  if (token.type === 'heading_open') {
    return element(heading?.(Number(tag.slice(1))) ?? 'p', { class: 'heading' });
  }
  if (token.type === 'link_open') {
    const href = link?.(withoutMarks(String(token.attrGet('href') ?? ''))) ?? null;
    return href === null ? element('span') : element('a', { href, rel: 'noreferrer' });
  }
  if (token.type === 'blockquote_open') return quoteOf(content);
  const start = token.type === 'ordered_list_open' ? String(token.attrGet('start') ?? 1) : null;
  return element(simple.has(tag) ? tag : 'div', { start });
}

/** A quote, or the callout that its first words make of it. @param {Token | undefined} content */
function quoteOf(content) {
  const [first] = content?.children ?? [];
  const [whole = '', name = ''] = /^\[!(\w+)\]\s*/.exec(withoutMarks(first?.content ?? '')) ?? [];
  const kind = calloutKind(name);
  if (first === undefined || kind === undefined) return element('blockquote');
  const title = withoutMarks(first.content).slice(whole.length);
  first.content = '';
  return element(
    'div',
    { class: `callout ${kind}` },
    element('p', { class: 'callout-title' }, title || `${name[0]}${name.slice(1).toLowerCase()}`),
  );
}

/** @param {Token} token @param {MarkdownOptions} options @returns {(Node | string)[]} */
function leafNodes(token, options) {
  const { type, content } = token;
  if (type === 'inline') {
    const holder = element('span');
    append(holder, token.children ?? [], options);
    return [...holder.childNodes];
  }
  if (type === 'fence' || type === 'code_block') {
    const language =
      withoutMarks(token.info)
        .trim()
        .split(/[\s{,]/)[0] ?? '';
    const block = options.code(content.replace(/\n$/, ''), language);
    if (block instanceof HTMLElement) block.dataset.line = `${token.map?.[0] ?? 0}`;
    return [block];
  }
  if (type === 'html_block') {
    const text = htmlText(content).trim();
    return text === '' ? [] : [element('p', {}, ...markedNodes(text))];
  }
  if (type === 'code_inline') return [element('code', {}, ...markedNodes(content))];
  if (type === 'hardbreak') return [element('br')];
  if (type === 'softbreak') return [' '];
  if (type === 'hr') return [element('hr')];
  if (type === 'html_inline') return markedNodes(htmlText(content));
  return markedNodes(content);
}
