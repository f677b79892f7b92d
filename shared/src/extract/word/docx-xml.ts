import type { XmlHandler } from '../container/read-xml.ts';
import { oneLine } from '../markdown/markdown-writer.ts';
import type { DocxChunks } from './docx-chunks.ts';
import { DocxFields } from './docx-fields.ts';
import { headingStyle, type OutlineStyles, outlineLevel } from './docx-outline.ts';
import type { DocxReferences } from './docx-references.ts';
import { escapeXml } from './escape-xml.ts';
import { OfficeMath } from './office-math.ts';
import { WordLook } from './word-look.ts';

/** Elements of which only what is inside counts. */
const unwrapped = new Set(
  'fldSimple ruby rubyBase AlternateContent oMathPara dir bdo altChunk'.split(' '),
);
/** The reading above a character would part the word; a change names what was before. */
const dropped = new Set(['rt', 'rubyPr', 'pPrChange']);
const vml = 'urn:schemas-microsoft-com:vml';

/** What is known of a Word document before its parts are written anew. */
export interface DocxFacts {
  hiddenStyles: ReadonlySet<string>;
  outline: OutlineStyles;
  references: DocxReferences;
  chunks: DocxChunks;
}

/**
 * Writes a part of a Word document anew, so that mammoth sees what it passes over: fields, the
 * base of ruby, equations as a line of text, text boxes as Word 2007 wrote them, and headings by
 * their outline level. References to nothing are left out.
 */
export class DocxXml implements XmlHandler {
  /** The innermost last; a drawing is kept apart until it is known whether it holds a text box. */
  readonly #outputs: string[][] = [[]];
  readonly #drawings: { boxes: string[]; alt: string; hasPicture: boolean }[] = [];
  #dropDepth = 0;
  #math: OfficeMath | null = null;
  #mathDepth = 0;
  /** For every open alternative, whether its first choice gave a text box. */
  readonly #hasBox: boolean[] = [];
  readonly #look: WordLook;
  #inText = false;
  readonly #part: string;
  readonly #references: DocxReferences;
  readonly #outline: OutlineStyles;
  readonly #fields = new DocxFields();
  readonly #chunks: DocxChunks;
  /** Of the paragraph whose properties are open. */
  #style: { qualified: string; id: string; level: number } | null = null;

  /** @param part its name in the archive */
  constructor(part: string, document: DocxFacts) {
    this.#part = part;
    this.#references = document.references;
    this.#outline = document.outline;
    this.#chunks = document.chunks;
    this.#look = new WordLook(document.hiddenStyles);
  }

  finish(): string {
    return this.#outputs[0]?.join('') ?? '';
  }

  open(name: string, attributes: Record<string, string>, qualified: string): void {
    this.#look.open(name, attributes);
    this.#inText = name === 't';
    this.#references.define(this.#part, name, attributes);
    this.#fields.open(name, attributes);
    const isLost = dropped.has(name) || this.#references.isLost(name, attributes);
    if (this.#dropDepth > 0 || isLost || this.#isSecondChoice(name)) {
      this.#dropDepth += 1;
      return;
    }
    if (this.#math || name === 'oMath') {
      this.#math ??= new OfficeMath();
      this.#mathDepth += 1;
      this.#math.open(name, attributes);
      return;
    }
    if (name === 'AlternateContent') this.#hasBox.push(false);
    else if (name === 'drawing') {
      this.#drawings.push({ boxes: [], alt: '', hasPicture: false });
      this.#outputs.push([]);
    } else if (name === 'txbxContent' && this.#drawings.length > 0) this.#outputs.push([]);
    if (name === 'altChunk') this.#writeLine(this.#chunks.markOf(attributes['r:id'] ?? ''));
    const drawing = this.#drawings.at(-1);
    if (drawing && name === 'docPr') drawing.alt = attributes.descr ?? '';
    if (drawing && name === 'blip') {
      drawing.hasPicture ||= Object.entries(attributes).some(
        ([key, value]) =>
          /:(?:embed|link)$/.test(key) && !this.#references.isLostTarget(this.#part, key, value),
      );
    }
    if (isWrapper(name) || this.#isStyle(name, attributes, qualified)) return;
    const written = Object.entries(attributes).map(([key, value]) =>
      this.#references.isLostTarget(this.#part, key, value) ? '' : ` ${key}="${escapeXml(value)}"`,
    );
    this.#write(`<${qualified}${written.join('')}>`);
  }

  text(text: string): void {
    if (this.#dropDepth > 0) return;
    if (this.#math) this.#math.text(text);
    else if (!this.#inText || !(this.#look.hidesText || this.#fields.inCode)) {
      this.#write(escapeXml(text));
    }
  }

  close(name: string, qualified: string): void {
    this.#look.close(name);
    this.#inText = false;
    const chosen = this.#fields.close(name);
    if (this.#dropDepth > 0) {
      this.#dropDepth -= 1;
      return;
    }
    if (this.#math) {
      this.#closeMath(name);
      return;
    }
    if (this.#style && (name === 'pStyle' || name === 'outlineLvl')) return;
    if (name === 'pPr') this.#closeProperties();
    if (!isWrapper(name)) this.#write(`</${qualified}>`);
    if (chosen !== '') this.#write(`<w:t>${escapeXml(chosen)}</w:t>`);
    if (name === 'AlternateContent') this.#hasBox.pop();
    else if (name === 'txbxContent') this.#closeBox();
    else if (name === 'drawing') this.#closeDrawing();
  }

  /** Keeps a paragraph's style back until its outline level, which may stand behind it, is known. */
  #isStyle(name: string, attributes: Record<string, string>, qualified: string): boolean {
    if (name === 'p') this.#style = null;
    if (name === 'pPr')
      this.#style = { qualified: qualified.replace(/pPr$/, 'pStyle'), id: '', level: 0 };
    if (!this.#style || (name !== 'pStyle' && name !== 'outlineLvl')) return false;
    const value = attributes['w:val'] ?? '';
    if (name === 'pStyle') this.#style.id = value;
    else this.#style.level = outlineLevel(value);
    return true;
  }

  #closeProperties(): void {
    const style = this.#style;
    this.#style = null;
    if (!style) return;
    const level = this.#outline.levelOf(style.id) || style.level;
    const id = level > 0 ? headingStyle(level) : style.id;
    if (id !== '') this.#write(`<${style.qualified} w:val="${escapeXml(id)}"/>`);
  }

  #closeMath(name: string): void {
    this.#math?.close(name);
    this.#mathDepth -= 1;
    if (this.#mathDepth > 0) return;
    const line = this.#math?.finish() ?? '';
    this.#math = null;
    this.#write(`<w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r>`);
  }

  #writeLine(text: string): void {
    this.#write(`<w:p><w:r><w:t>${escapeXml(text)}</w:t></w:r></w:p>`);
  }

  #closeBox(): void {
    const drawing = this.#drawings.at(-1);
    if (!drawing) return;
    drawing.boxes.push(this.#outputs.pop()?.join('') ?? '');
    if (this.#hasBox.length > 0) this.#hasBox[this.#hasBox.length - 1] = true;
  }

  #closeDrawing(): void {
    const whole = this.#outputs.pop()?.join('') ?? '';
    const { boxes = [], alt = '', hasPicture } = this.#drawings.pop() ?? {};
    if (boxes.length > 0) {
      this.#write(`<w:pict xmlns:v="${vml}"><v:textbox>${boxes.join('')}</v:textbox></w:pict>`);
    } else if (!hasPicture || alt.trim() === '' || this.#look.hidesText) this.#write(whole);
    else this.#write(`<w:t xml:space="preserve"> [image: ${escapeXml(oneLine(alt))}] </w:t>`);
  }

  /** What older versions show says the same again. */
  #isSecondChoice(name: string): boolean {
    return name === 'Fallback' && this.#hasBox.at(-1) === true;
  }

  #write(xml: string): void {
    this.#outputs.at(-1)?.push(xml);
  }
}

/** Which version of Word reads an alternative is settled here, not by mammoth. */
function isWrapper(name: string): boolean {
  return unwrapped.has(name) || name === 'Choice' || name === 'Fallback';
}
