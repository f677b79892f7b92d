import type { DocumentResponse } from '../fetch/fetch-request.ts';
import { dataNotice } from './assistant-answer.ts';
import { fenced, inLine } from './markdown.ts';
import { withoutImitations } from './without-imitations.ts';

/** A document, or a part of it, as Markdown: its name, its link, and its text as it stands. */
export function documentMarkdown(document: DocumentResponse): string {
  const { title, url, text, metadata, next_lines, ...lines } = withoutImitations(document);
  const { start_line, end_line, total_lines } = lines;
  const place = inLine(`${metadata.repository} ${metadata.path}`);
  return [
    `${inLine(title)} (${place}, lines ${start_line}–${end_line} of ${total_lines}). ${dataNotice}`,
    url,
    fenced(text),
    ...(next_lines === null ? [] : [`More: pass lines ${next_lines}`]),
  ].join('\n\n');
}
