import type { DocumentText } from '../document-text.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import type { HiddenCells } from '../sheets/hidden-cells.ts';
import { OdfStyles } from './odf-styles.ts';
import { OdsSheets } from './ods-sheets.ts';
import { readOpenDocument } from './open-document.ts';

/** An OpenDocument spreadsheet, as an xlsx is read. */
export async function readOds(bytes: Uint8Array, hiddenCells: HiddenCells): Promise<DocumentText> {
  const writer = new MarkdownWriter();
  const styles = new OdfStyles();
  await readOpenDocument(bytes, new OdsSheets(writer, styles, hiddenCells), styles);
  return { text: writer.finish(), locations: { kind: 'sheet', starts: writer.starts } };
}
