import { readText } from '../decode/read-text.ts';
import type { DocumentText } from '../document-text.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import type { Skipped } from '../unreadable.ts';
import { HtmlBlocks } from './html-blocks.ts';
import { type PageFacts, PageSurvey } from './page-survey.ts';
import { isXhtml } from './read-html.ts';
import { SitePage } from './site-page.ts';

/** A page of a documentation site: its main text, empty where it has none, and what it says of itself. */
export interface WebPage extends DocumentText {
  facts: PageFacts;
}

/**
 * Reads a page of a documentation site. Its sections begin where a fragment of its address leads.
 * @param mediaType as the server gives it, perhaps with a charset
 * @throws Unreadable as `too_complex` or `too_large`
 */
export async function readPage(
  bytes: Uint8Array,
  mediaType: string | undefined,
): Promise<WebPage | Skipped> {
  const decoded = await readText(bytes, mediaType);
  if ('skip' in decoded) return decoded;
  const { Parser } = await import('htmlparser2');
  const html = decoded.text;
  const options = { recognizeSelfClosing: isXhtml(html) };
  const survey = new PageSurvey();
  new Parser(survey, options).end(html);
  const { facts, isMain, isHeaded, layoutTables, styleSheet, hasTabs } = survey;
  const writer = new MarkdownWriter();
  if (!isHeaded) writer.heading(1, facts.title);
  const site = new SitePage({ hasTabs, hasContainer: isMain !== null });
  const blocks = new HtmlBlocks(writer, {
    isMain,
    hasTopHeading: true,
    layoutTables,
    styleSheet,
    site,
  });
  const before = writer.length;
  new Parser(blocks, options).end(html);
  const text = writer.length === before ? '' : writer.finish();
  return { text, locations: { kind: 'section', starts: writer.starts }, facts };
}
