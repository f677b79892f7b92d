import mammoth from 'mammoth';
import { Archive } from '../container/archive.ts';
import type { DocumentText } from '../document-text.ts';
import { readHtml } from '../html/read-html.ts';
import { limits } from '../limits.ts';
import { mainPart, readRelationships } from '../office/relationships.ts';
import { DocxChunks, type ReadChunk } from './docx-chunks.ts';
import { headingStyleMap, OutlineStyles } from './docx-outline.ts';
import { readDocxParts } from './docx-parts.ts';
import { DocxReferences } from './docx-references.ts';
import { type DocxFacts, DocxXml } from './docx-xml.ts';
import { escapeXml } from './escape-xml.ts';
import { HiddenStyles } from './word-look.ts';

const styleMap = [
  ...headingStyleMap,
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name^='toc '] => !",
  "p[style-name^='TOC '] => !",
  ...['Source Code', 'Preformatted Text', 'HTML Preformatted', 'Code', 'Macro Text'].map(
    (name) => `p[style-name='${name}'] => pre:separator('\\n')`,
  ),
  ...['Verbatim Char', 'Source Text', 'HTML Code'].map((name) => `r[style-name='${name}'] => code`),
];

/**
 * A Word document: headings, lists, tables, links, notes, check boxes and equations, then headers,
 * footers, comments and charts; no images.
 * @param readChunk without it those files are left out
 */
export async function readDocx(bytes: Uint8Array, readChunk?: ReadChunk): Promise<DocumentText> {
  const archive = await Archive.open(bytes, limits.docxElements);
  const main = await mainPart(archive, 'word/document.xml');
  const document = await readFacts(archive, main);
  const { value } = await mammoth.convertToHtml(mammothInput(archive, document), {
    styleMap,
    includeEmbeddedStyleMap: false,
    // Never reads the image.
    convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
  });
  const beside = await readDocxParts(archive, main, document.hiddenStyles);
  const html = value + beside.map((line) => `<p>${escapeXml(line)}</p>`).join('');
  const { text } = await readHtml(html);
  return { text: await document.chunks.putInto(text, archive, main, readChunk) };
}

/**
 * The archive as mammoth reads one. mammoth takes a file so since its first versions, but its types
 * do not say it; given bytes it would inflate them without a bound.
 */
function mammothInput(
  archive: Archive,
  document: DocxFacts,
): Parameters<typeof mammoth.convertToHtml>[0] {
  const file = {
    exists: (name: string) => archive.has(name),
    read: async (name: string) => {
      const xml = new DocxXml(name, document);
      await archive.readXml(name, xml);
      return xml.finish();
    },
  };
  return { file } as unknown as Parameters<typeof mammoth.convertToHtml>[0];
}

async function readFacts(archive: Archive, main: string): Promise<DocxFacts> {
  const styles = new HiddenStyles();
  const outline = new OutlineStyles();
  for (const { type, target } of await readRelationships(archive, main)) {
    if (type !== 'styles' || !archive.has(target)) continue;
    await archive.readXml(target, {
      open(name, attributes) {
        styles.open(name, attributes);
        outline.open(name, attributes);
      },
      close(name) {
        styles.close(name);
        outline.close(name);
      },
    });
  }
  const references = new DocxReferences();
  return { hiddenStyles: styles.names, outline, references, chunks: new DocxChunks() };
}
