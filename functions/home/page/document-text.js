import { codeBlock } from './code-block.js';
import { element } from './element.js';
import { markdownNodes } from './markdown.js';
import { hasTags, textKind } from './text-kind.js';

/** @import { DocumentResponse } from '../../../shared/src/search/fetch/fetch-request.ts' */

/**
 * The text of a document, rendered. Elements that begin at a line have it in `data-line`, counted
 * from 0 at the first line of the answer.
 * @param {DocumentResponse} document_
 */
export function documentText({ text, url, start_line, metadata }) {
  const kind = textKind(metadata);
  const language = /\.(\w+)$/.exec(metadata.path)?.[1] ?? '';
  if (kind !== 'markdown') {
    return codeBlock(text, kind === 'code' ? language : '', { firstLine: start_line });
  }
  /** @type {number[]} the levels of the headings that the next one may be under */
  const above = [];
  return element(
    'div',
    { class: 'prose' },
    ...markdownNodes(start_line === 1 ? withoutFrontMatter(text) : text, {
      code: (code, name) => codeBlock(code, name),
      link: (href) => addressOf(href, url),
      tags: hasTags(metadata),
      // A level that the document leaves out is left out here as well.
      heading: (level) => {
        while ((above.at(-1) ?? 0) >= level) above.pop();
        above.push(level);
        return /** @type {'h3'} */ (`h${Math.min(6, 2 + above.length)}`);
      },
    }),
  );
}

/** Empties the lines of YAML at the beginning, and of what MDX imports. @param {string} text */
function withoutFrontMatter(text) {
  return text
    .replace(/^---\n[\s\S]*?\n---(?=\n|$)/, blank)
    .replace(/^(?:\s*\n)*(?:(?:import|export)\s.*(?:from\s|=).*\n+)+/, blank);
}

/** @param {string} text */
function blank(text) {
  return text.replace(/[^\n]/g, '');
}

/**
 * Where a link of a document leads to; null if that cannot be known.
 * @param {string} href
 * @param {string} url of the document
 */
function addressOf(href, url) {
  if (href.startsWith('#')) return null;
  const base = /^https:\/\/github\.com\/[^/]+\/[^/]+\/blob\//.test(url) ? url : undefined;
  if (base === undefined || href.startsWith('/')) {
    return /^(https?:|mailto:)/.test(href) ? href : null;
  }
  const { protocol, href: address } = new URL(href, base);
  return /^(https?|mailto):$/.test(protocol) ? address : null;
}
