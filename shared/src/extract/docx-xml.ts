import { escapeXml } from './escape-xml.ts';
import { OfficeMath } from './office-math.ts';
import type { XmlHandler } from './read-xml.ts';
import { WordLook } from './word-look.ts';

/** Elements of which only what is inside counts. */
const unwrapped = new Set(['fldSimple', 'ruby', 'rubyBase', 'AlternateContent', 'oMathPara']);
/** The reading above a character would part the word. */
const dropped = new Set(['rt', 'rubyPr']);
const vml = 'urn:schemas-microsoft-com:vml';

/**
 * Writes a part of a Word document anew, so that mammoth sees what it passes over: fields, the
 * base of ruby, equations as a line of text, and text boxes as Word 2007 wrote them.
 */
export class DocxXml implements XmlHandler {
  /** The innermost last; a drawing is kept apart until it is known whether it holds a text box. */
  readonly #outputs: string[][] = [[]];
  readonly #drawings: { boxes: string[] }[] = [];
  #dropDepth = 0;
  #math: OfficeMath | null = null;
  #mathDepth = 0;
  /** For every open alternative, whether its first choice gave a text box. */
  readonly #hasBox: boolean[] = [];
  readonly #look: WordLook;
  #inText = false;

  constructor(hiddenStyles: ReadonlySet<string>) {
    this.#look = new WordLook(hiddenStyles);
  }

  finish(): string {
    return this.#outputs[0]?.join('') ?? '';
  }

  open(name: string, attributes: Record<string, string>, qualified: string): void {
    this.#look.open(name, attributes);
    this.#inText = name === 't';
    if (this.#dropDepth > 0 || dropped.has(name) || this.#isSecondChoice(name)) {
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
      this.#drawings.push({ boxes: [] });
      this.#outputs.push([]);
    } else if (name === 'txbxContent' && this.#drawings.length > 0) this.#outputs.push([]);
    if (isWrapper(name)) return;
    const written = Object.entries(attributes).map(
      ([key, value]) => ` ${key}="${escapeXml(value)}"`,
    );
    this.#write(`<${qualified}${written.join('')}>`);
  }

  text(text: string): void {
    if (this.#dropDepth > 0) return;
    if (this.#math) this.#math.text(text);
    else if (!this.#inText || !this.#look.hidesText) this.#write(escapeXml(text));
  }

  close(name: string, qualified: string): void {
    this.#look.close(name);
    this.#inText = false;
    if (this.#dropDepth > 0) {
      this.#dropDepth -= 1;
      return;
    }
    if (this.#math) {
      this.#closeMath(name);
      return;
    }
    if (!isWrapper(name)) this.#write(`</${qualified}>`);
    if (name === 'AlternateContent') this.#hasBox.pop();
    else if (name === 'txbxContent') this.#closeBox();
    else if (name === 'drawing') this.#closeDrawing();
  }

  #closeMath(name: string): void {
    this.#math?.close(name);
    this.#mathDepth -= 1;
    if (this.#mathDepth > 0) return;
    const line = this.#math?.finish() ?? '';
    this.#math = null;
    this.#write(`<w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r>`);
  }

  #closeBox(): void {
    const drawing = this.#drawings.at(-1);
    if (!drawing) return;
    drawing.boxes.push(this.#outputs.pop()?.join('') ?? '');
    if (this.#hasBox.length > 0) this.#hasBox[this.#hasBox.length - 1] = true;
  }

  #closeDrawing(): void {
    const whole = this.#outputs.pop()?.join('') ?? '';
    const boxes = this.#drawings.pop()?.boxes.join('') ?? '';
    this.#write(
      boxes === '' ? whole : `<w:pict xmlns:v="${vml}"><v:textbox>${boxes}</v:textbox></w:pict>`,
    );
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
