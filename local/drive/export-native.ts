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

/**
 * How a Google-native type is exported, by its type and the one asked for. The content is kept as
 * HTML, xlsx or pptx. Google exports more types; they are refused as Google refuses what it lacks.
 */
export const exportConversions: Readonly<Record<string, Readonly<Record<string, Convert>>>> = {
  [documentType]: { 'text/markdown': (html) => Buffer.from(htmlToMarkdown(html.toString('utf8'))) },
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
