import type { DocumentText } from './document-text.ts';
import { MarkdownWriter } from './markdown-writer.ts';
import { OdsSheets } from './ods-sheets.ts';
import { readOpenDocument } from './open-document.ts';

/** An OpenDocument spreadsheet: every sheet that is shown, as an xlsx is read. */
export async function readOds(bytes: Uint8Array): Promise<DocumentText> {
  const writer = new MarkdownWriter();
  await readOpenDocument(bytes, new OdsSheets(writer));
  return { text: writer.finish(), locations: { kind: 'sheet', starts: writer.starts } };
}
