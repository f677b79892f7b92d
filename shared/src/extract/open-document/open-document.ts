import { Archive } from '../container/archive.ts';
import { type XmlHandler, XmlReader } from '../container/read-xml.ts';
import { limits } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';
import type { OdfStyles } from './odf-styles.ts';

/**
 * Reads an OpenDocument file's content, from its archive or from the one XML file that holds it all.
 * @param styles gets the styles, each before the text that has it
 */
export async function readOpenDocument(
  bytes: Uint8Array,
  content: XmlHandler,
  styles: OdfStyles,
): Promise<void> {
  const handler: XmlHandler = {
    open(name, attributes, qualifiedName) {
      styles.open(name, attributes);
      content.open?.(name, attributes, qualifiedName);
    },
    text: (text) => content.text?.(text),
    close(name, qualifiedName) {
      styles.close(name);
      content.close?.(name, qualifiedName);
    },
  };
  if (isFlat(bytes)) {
    let elements = 0;
    const reader = new XmlReader(handler, () => {
      elements += 1;
      if (elements > limits.xmlElements) {
        throw new Unreadable('too_complex', `It has over ${limits.xmlElements} XML elements.`);
      }
    });
    reader.write(bytes);
    reader.end();
    return;
  }
  const archive = await Archive.open(bytes);
  if (archive.has('encrypted-package')) throw new Unreadable('encrypted', 'It has a password.');
  if (archive.has('META-INF/manifest.xml')) {
    await archive.readXml('META-INF/manifest.xml', {
      open(name) {
        if (name === 'encryption-data') throw new Unreadable('encrypted', 'It has a password.');
      },
    });
  }
  if (archive.has('styles.xml')) await archive.readXml('styles.xml', styles);
  await archive.readXml('content.xml', handler);
}

/** Whether the bytes are XML, perhaps after a byte order mark. */
export function isFlat(bytes: Uint8Array): boolean {
  return /^(?:\xef\xbb\xbf)?\s*</.test(Buffer.from(bytes.subarray(0, 100)).toString('latin1'));
}
