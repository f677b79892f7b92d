import type { DocumentText } from './document-text.ts';
import { MarkdownWriter } from './markdown-writer.ts';
import { OdtBlocks } from './odt-blocks.ts';
import { readOpenDocument } from './open-document.ts';

/** An OpenDocument text: headings, lists, tables and notes, without comments and indexes. */
export async function readOdt(bytes: Uint8Array): Promise<DocumentText> {
  const writer = new MarkdownWriter();
  await readOpenDocument(bytes, new OdtBlocks(writer));
  return { text: writer.finish() };
}
