import type { Archive } from '../container/archive.ts';
import type { XmlHandler } from '../container/read-xml.ts';
import { oneLine } from '../markdown/markdown-writer.ts';
import { chartText } from '../office/chart-text.ts';
import { readRelationships } from '../office/relationships.ts';
import { SlideShapes } from '../office/slide-shapes.ts';
import { DocxFields } from './docx-fields.ts';
import { WordLook } from './word-look.ts';

/**
 * What stands beside the text of a Word document, a line each: headers and footers once, comments
 * with their author, diagrams, charts with their titles and labels.
 * @param main the document's own part
 */
export async function readDocxParts(
  archive: Archive,
  main: string,
  hidden: ReadonlySet<string>,
): Promise<string[]> {
  const lines: string[] = [];
  const relationships = (await readRelationships(archive, main)).filter(({ target }) =>
    archive.has(target),
  );
  const partsOf = (type: string) => {
    return relationships.filter((part) => part.type === type).map(({ target }) => target);
  };
  for (const [type, label] of [
    ['header', 'Header'],
    ['footer', 'Footer'],
  ] as const) {
    for (const part of partsOf(type)) {
      for (const { text } of await readParagraphs(archive, part, hidden))
        lines.push(`${label}: ${text}`);
    }
  }
  for (const part of partsOf('comments')) {
    for (const { text, author } of await readParagraphs(archive, part, hidden)) {
      lines.push(author === '' ? `Comment: ${text}` : `Comment by ${author}: ${text}`);
    }
  }
  for (const part of partsOf('diagramData')) lines.push(...(await diagramText(archive, part)));
  for (const part of partsOf('chart')) lines.push(await chartText(archive, part));
  return [...new Set(lines)].filter((line) => line !== '');
}

/** The words of a diagram of SmartArt. */
async function diagramText(archive: Archive, part: string): Promise<string[]> {
  const shapes = new SlideShapes();
  await archive.readXml(part, shapes);
  return shapes.blocks.map((block) => ('text' in block ? block.text : ''));
}

interface Said {
  text: string;
  /** Of the comment it stands in. */
  author: string;
}

async function readParagraphs(
  archive: Archive,
  part: string,
  hidden: ReadonlySet<string>,
): Promise<Said[]> {
  const paragraphs = new Paragraphs(hidden);
  await archive.readXml(part, paragraphs);
  return paragraphs.said;
}

/** Paragraphs with words, without the numbers that Word puts in for pages. */
class Paragraphs implements XmlHandler {
  readonly said: Said[] = [];
  readonly #look: WordLook;
  #author = '';
  #parts: string[] = [];
  readonly #fields = new DocxFields();
  #inText = false;
  #inCode = false;
  /** The code of the field that is open; its result follows. */
  #field: { code: string } | null = null;
  /** Depth inside a field that is a page's number. */
  #pageDepth = 0;

  constructor(hidden: ReadonlySet<string>) {
    this.#look = new WordLook(hidden);
  }

  open(name: string, attributes: Record<string, string>): void {
    this.#look.open(name, attributes);
    this.#fields.open(name, attributes);
    const isPage = name === 'fldSimple' && isPageNumber(attributes['w:instr'] ?? '');
    if (this.#pageDepth > 0 || isPage) this.#pageDepth += 1;
    if (name === 'comment') this.#author = oneLine(attributes['w:author'] ?? '');
    else if (name === 'p') this.#parts = [];
    else if (name === 'tab' || name === 'br') this.#parts.push(' ');
    else if (name === 'fldChar') this.#openField(attributes['w:fldCharType']);
    this.#inText = name === 't';
    this.#inCode = name === 'instrText';
  }

  text(text: string): void {
    if (this.#inCode && this.#field) this.#field.code += text;
    const isPage = this.#pageDepth > 0 || isPageNumber(this.#field?.code ?? '');
    const isShown = !isPage && !this.#look.hidesText && !this.#fields.inCode;
    if (this.#inText && isShown) this.#parts.push(text);
  }

  close(name: string): void {
    this.#look.close(name);
    this.#fields.close(name);
    if (this.#pageDepth > 0) this.#pageDepth -= 1;
    this.#inText = false;
    this.#inCode = false;
    if (name !== 'p') return;
    const text = oneLine(this.#parts.join(''));
    if (/[\p{L}\p{N}]/u.test(text)) this.said.push({ text, author: this.#author });
    this.#parts = [];
  }

  #openField(type: string | undefined): void {
    if (type === 'begin') this.#field = { code: '' };
    else if (type === 'end') this.#field = null;
  }
}

function isPageNumber(code: string): boolean {
  return /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i.test(code);
}
