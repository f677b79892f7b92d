import type { DocumentText } from '../document-text.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { OdfLook } from './odf-look.ts';
import { OdfStyles } from './odf-styles.ts';
import { OdtBlocks } from './odt-blocks.ts';
import { readOpenDocument } from './open-document.ts';

/** An OpenDocument text: headings, lists, tables and notes, without comments and indexes. */
export async function readOdt(bytes: Uint8Array): Promise<DocumentText> {
  const writer = new MarkdownWriter();
  const styles = new OdfStyles();
  await readOpenDocument(bytes, new OdtBlocks(writer, new OdfLook(styles)), styles);
  return { text: writer.finish() };
}
