import mammoth from 'mammoth';
import { Archive } from './archive.ts';
import type { DocumentText } from './document-text.ts';
import { limits } from './limits.ts';
import { readHtml } from './read-html.ts';

const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name^='toc '] => !",
  "p[style-name^='TOC '] => !",
  ...['Source Code', 'Preformatted Text', 'HTML Preformatted', 'Code', 'Macro Text'].map(
    (name) => `p[style-name='${name}'] => pre:separator('\\n')`,
  ),
  ...['Verbatim Char', 'Source Text', 'HTML Code'].map((name) => `r[style-name='${name}'] => code`),
];

/** A Word document: headings, lists, tables, links and notes; no images, headers or comments. */
export async function readDocx(bytes: Uint8Array): Promise<DocumentText> {
  await assertReadable(await Archive.open(bytes, limits.docxElements));
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { value } = await mammoth.convertToHtml(
    { buffer },
    {
      styleMap,
      includeEmbeddedStyleMap: false,
      // Never reads the image.
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
    },
  );
  return readHtml(value);
}

/** mammoth holds the XML as a tree: how large it may be is settled before. */
async function assertReadable(archive: Archive): Promise<void> {
  for (const name of archive.names) {
    if (/\.(?:xml|rels)$/i.test(name) && !/^(?:customXml|docProps)\//.test(name)) {
      await archive.readXml(name, {});
    }
  }
}
