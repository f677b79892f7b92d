import PostalMime from 'postal-mime';
import type { DocumentText } from '../document-text.ts';
import { readHtml } from '../html/read-html.ts';
import { limits } from '../limits.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';

/** A page with what it shows in one file: RFC 2557. Confluence and Excel write it under old names. */
export async function readMhtml(bytes: Uint8Array): Promise<DocumentText> {
  const page = await PostalMime.parse(bytes, { maxNestingDepth: limits.mailDepth });
  if (page.html) return readHtml(page.html);
  const writer = new MarkdownWriter();
  for (const paragraph of (page.text ?? '').split(/\r?\n\s*\n/)) writer.paragraph(paragraph);
  return { text: writer.finish() };
}
