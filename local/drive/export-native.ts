import { gfm } from '@joplin/turndown-plugin-gfm';
import TurndownService from 'turndown';
import {
  documentType,
  pptxType,
  presentationType,
  spreadsheetType,
  xlsxType,
} from './file-types.ts';

type Convert = (content: Buffer) => Buffer;

const unchanged: Convert = (content) => content;
const fromHtml =
  (convert: (html: string) => string): Convert =>
  (content) =>
    Buffer.from(convert(content.toString('utf8')));

/**
 * How a Google-native type is exported, by its type and the one asked for. The content is kept as
 * HTML, xlsx or pptx. Google exports more types; they are refused as Google refuses what it lacks.
 */
export const exportConversions: Readonly<Record<string, Readonly<Record<string, Convert>>>> = {
  [documentType]: { 'text/markdown': fromHtml(htmlToMarkdown), 'text/plain': fromHtml(htmlToText) },
  [spreadsheetType]: { [xlsxType]: unchanged },
  [presentationType]: { [pptxType]: unchanged },
};

/** Markdown in the style of Google's export. */
function htmlToMarkdown(html: string): string {
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

/** Plain text in the style of Google's export, with a byte order mark and CRLF. */
function htmlToText(html: string): string {
  const service = new TurndownService({ bulletListMarker: '*' });
  service.escape = (text) => text;
  service.remove(['head', 'title', 'style', 'script']);
  service.addRule('picture', { filter: 'img', replacement: () => '' });
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
