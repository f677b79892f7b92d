import { gfm } from '@joplin/turndown-plugin-gfm';
import TurndownService from 'turndown';

/** A document as Markdown, in the manner of Google's export. */
export function htmlToMarkdown(html: string): string {
  const service = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '*',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
  });
  service.use(gfm);
  service.remove(['head', 'title', 'style', 'script']);
  return `${service.turndown(html)}\n`;
}

/** A document as text alone: with a byte order mark and CRLF, as Google writes it. */
export function htmlToText(html: string): string {
  const service = new TurndownService({ bulletListMarker: '*' });
  service.escape = (text) => text;
  service.remove(['head', 'title', 'style', 'script', 'img']);
  service.addRule('inline', {
    filter: ['a', 'b', 'strong', 'i', 'em', 'code', 'u', 's', 'del', 'sub', 'sup'],
    replacement: (content) => content,
  });
  service.addRule('block', {
    filter: ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre'],
    replacement: (content) => `\n\n${content}\n\n`,
  });
  service.addRule('cell', { filter: ['th', 'td'], replacement: (content) => `${content}\t` });
  service.addRule('row', { filter: 'tr', replacement: (content) => `${content.trimEnd()}\n` });
  return `\uFEFF${service.turndown(html).replace(/\n/g, '\r\n')}\r\n`;
}
