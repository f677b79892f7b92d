import { htmlText } from './html-text.js';

/** The kinds of a callout, as GitHub, Docusaurus and Starlight name them. */
const kinds = {
  note: 'note',
  info: 'note',
  tip: 'tip',
  success: 'tip',
  important: 'important',
  warning: 'warning',
  caution: 'caution',
  danger: 'caution',
};

/** @param {string} name @returns {string | undefined} */
export function calloutKind(name) {
  const lower = name.toLowerCase();
  return Object.hasOwn(kinds, lower) ? kinds[/** @type {keyof typeof kinds} */ (lower)] : undefined;
}

/**
 * Markdown without what other dialects add, line by line, so that every line stays where it is: a
 * callout in colons (`:::tip[Title]` … `:::`) becomes GitHub's, a quote that begins with
 * `[!TIP] Title`, and a line of nothing but tags becomes empty, so that what follows is no HTML.
 * @param {string} markdown
 */
export function plainMarkdown(markdown) {
  let depth = 0;
  let fence = '';
  return markdown
    .split('\n')
    .map((line) => {
      const [, indent = '', content = ''] = /^(\s*)(.*)$/.exec(line) ?? [];
      const quoted = (/** @type {string} */ text) => `${indent}${'> '.repeat(depth)}${text}`;
      const begins = /^(`{3,}|~{3,})/.exec(content)?.[1] ?? '';
      const wasCode = fence !== '';
      if (wasCode ? begins.startsWith(fence) : begins !== '') fence = wasCode ? '' : begins;
      if (wasCode || fence !== '') return depth > 0 ? quoted(content) : line;
      if (/^<[^`]*>$/.test(content) && htmlText(content).trim() === '') return quoted('');
      const [, name = '', rest = ''] = /^:{3,}\s*(\w*)\s*(.*)$/.exec(content) ?? [];
      if (/^:{3,}$/.test(content.trim()) && depth > 0) {
        depth -= 1;
        return quoted('');
      }
      if (calloutKind(name) === undefined) return depth > 0 ? quoted(content) : line;
      depth += 1;
      return quoted(`[!${name.toUpperCase()}] ${/^\[(.*)\]/.exec(rest)?.[1] ?? rest}`);
    })
    .join('\n');
}
