import { Archive } from './archive.ts';
import type { DocumentText } from './document-text.ts';
import { MarkdownWriter } from './markdown-writer.ts';
import { OdtBlocks } from './odt-blocks.ts';
import { Unreadable } from './unreadable.ts';

/** An OpenDocument text: headings, lists, tables and notes, without comments and indexes. */
export async function readOdt(bytes: Uint8Array): Promise<DocumentText> {
  const archive = await Archive.open(bytes);
  if (archive.has('encrypted-package')) throw new Unreadable('encrypted', 'It has a password.');
  if (archive.has('META-INF/manifest.xml')) {
    await archive.readXml('META-INF/manifest.xml', {
      open(name) {
        if (name === 'encryption-data') throw new Unreadable('encrypted', 'It has a password.');
      },
    });
  }
  const writer = new MarkdownWriter();
  await archive.readXml('content.xml', new OdtBlocks(writer));
  return { text: writer.finish() };
}
