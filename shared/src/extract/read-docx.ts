import mammoth from 'mammoth';
import { Archive } from './archive.ts';
import type { DocumentText } from './document-text.ts';
import { headingStyleMap, OutlineStyles } from './docx-outline.ts';
import { readDocxParts } from './docx-parts.ts';
import { DocxReferences } from './docx-references.ts';
import { type DocxFacts, DocxXml } from './docx-xml.ts';
import { escapeXml } from './escape-xml.ts';
import { limits } from './limits.ts';
import { readHtml } from './read-html.ts';
import { mainPart, readRelationships } from './relationships.ts';
import { orSkipped } from './unreadable.ts';
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
 * footers, comments and charts, then files it is put together from; no images.
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
  const chunks = readChunk ? await readChunks(archive, main, readChunk) : [];
  const html = value + beside.map((line) => `<p>${escapeXml(line)}</p>`).join('');
  if (chunks.length === 0) return readHtml(html);
  const own = await orSkipped(() => readHtml(html));
  return { text: ['text' in own ? own.text : '', ...chunks].filter(Boolean).join('\n') };
}

/** Reads a file of another format that a document is put together from. */
type ReadChunk = (name: string, bytes: Uint8Array) => Promise<string>;

/** What programs put into a document whole, for Word to turn into paragraphs (altChunk). */
async function readChunks(archive: Archive, main: string, readChunk: ReadChunk): Promise<string[]> {
  const texts: string[] = [];
  const parts = new Set<string>();
  for (const { type, target } of await readRelationships(archive, main)) {
    if (type !== 'aFChunk' || !archive.has(target) || parts.has(target)) continue;
    parts.add(target);
    texts.push(await readChunk(target, await archive.readBytes(target)));
  }
  return texts.filter((text) => text !== '');
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
  return { hiddenStyles: styles.names, outline, references: new DocxReferences() };
}
