import type { XmlHandler } from './read-xml.ts';
import { type Fill, noTheme, SlideLook, type SlideTheme } from './slide-look.ts';
import type { TableRow } from './write-table.ts';

export type SlideBlock =
  | { kind: 'paragraph'; text: string; inBody: boolean }
  | { kind: 'item'; level: number; text: string; inBody: boolean }
  | { kind: 'table'; rows: TableRow[]; inBody: boolean };

/** Hundredths of a point; letters of two points cannot be read. */
const tinySize = 200;
/** Placeholders that repeat on every slide. */
const repeated = new Set(['sldNum', 'dt', 'ftr', 'hdr', 'sldImg']);

/** The texts of one slide's DrawingML shapes, in the order they stand in the file. */
export class SlideShapes implements XmlHandler {
  title = '';
  /** It is left out of the show. */
  isHidden = false;
  readonly blocks: SlideBlock[] = [];
  #placeholder: string | null = null;
  #level = 0;
  #text: Run[] | null = null;
  #inRun = false;
  #field = false;
  #fallback = 0;
  #rows: string[][] | null = null;
  /** The paragraphs of a cell, whose ground is told after them. */
  #cell: Run[][] | null = null;
  #isShapeHidden = false;
  #isTiny = false;
  #inPicture = false;
  readonly #look: SlideLook;

  constructor(theme: SlideTheme = noTheme) {
    this.#look = new SlideLook(theme);
  }

  /** What stands in the body placeholder: on a notes page, the notes. */
  bodyText(): string {
    return this.blocks
      .map((block) => (block.inBody && 'text' in block ? block.text : ''))
      .join(' ');
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'Fallback' || this.#fallback > 0) {
      this.#fallback += 1;
      return;
    }
    this.#look.open(name, attributes);
    if (name === 'sld') this.isHidden = /^(?:0|false)$/.test(attributes.show ?? '');
    if (name === 'sp' || name === 'graphicFrame') {
      this.#placeholder = null;
      this.#isShapeHidden = false;
    } else if (name === 'pic') this.#inPicture = true;
    else if (name === 'cNvPr') this.#openShape(attributes);
    else if (name === 'r') this.#isTiny = false;
    else if (name === 'rPr') this.#isTiny = Number(attributes.sz ?? 'NaN') <= tinySize;
    else if (name === 'ph') this.#placeholder = attributes.type ?? 'body';
    else if (name === 'tbl') this.#rows = [];
    else if (name === 'tr') this.#rows?.push([]);
    else if (name === 'tc') this.#cell = [];
    else if (name === 'p') {
      this.#text = [];
      this.#level = 0;
    } else if (name === 'pPr') this.#level = Number.parseInt(attributes.lvl ?? '0', 10) || 0;
    else if (name === 'fld') {
      this.#isTiny = false;
      this.#field = attributes.type === 'slidenum';
    } else if (name === 't') this.#inRun = !this.#field;
    else if (name === 'br') this.#text?.push({ text: '\n', fill: 'unknown' });
  }

  text(text: string): void {
    const isSeen = !this.#isShapeHidden && !this.#isTiny;
    if (!this.#inRun || !isSeen || this.#fallback > 0) return;
    const fill = this.#look.textFill;
    if (this.#cell || !this.#look.hides(fill)) this.#text?.push({ text, fill });
  }

  close(name: string): void {
    if (this.#fallback > 0) {
      this.#fallback -= 1;
      return;
    }
    if (name === 't') this.#inRun = false;
    else if (name === 'pic') this.#inPicture = false;
    else if (name === 'fld') this.#field = false;
    else if (name === 'p') this.#closeParagraph();
    else if (name === 'tc') {
      this.#closeCell();
    } else if (name === 'tbl') {
      const rows = (this.#rows ?? []).map((cells) => ({ cells }));
      this.blocks.push({ kind: 'table', rows, inBody: false });
      this.#rows = null;
    } else if (name === 'sp') this.#placeholder = null;
    this.#look.close(name);
  }

  /** A picture is read by the words that its author put in its place, unless they name its file. */
  #openShape({ hidden = '', descr = '' }: Record<string, string>): void {
    this.#isShapeHidden = /^(?:1|true)$/.test(hidden);
    const text = descr.trim();
    if (!this.#inPicture || this.#isShapeHidden || text === '' || /\.\w{3,4}$/.test(text)) return;
    this.blocks.push({ kind: 'paragraph', text, inBody: false });
  }

  #closeCell(): void {
    const paragraphs = (this.#cell ?? []).map((runs) =>
      textOf(runs.filter(({ fill }) => !this.#look.hides(fill))),
    );
    this.#rows?.at(-1)?.push(paragraphs.filter((text) => text !== '').join(' '));
    this.#cell = null;
  }

  #closeParagraph(): void {
    const runs = this.#text ?? [];
    const text = textOf(runs);
    const placeholder = this.#placeholder;
    this.#text = null;
    if (text === '' || (placeholder && repeated.has(placeholder))) return;
    if (this.#cell) this.#cell.push(runs);
    else if (placeholder === 'title' || placeholder === 'ctrTitle') {
      this.title = this.title === '' ? text : `${this.title} ${text}`;
    } else if (placeholder === 'body' || placeholder === 'obj' || this.#level > 0) {
      const inBody = placeholder === 'body';
      this.blocks.push({ kind: 'item', level: this.#level, text, inBody });
    } else this.blocks.push({ kind: 'paragraph', text, inBody: false });
  }
}

interface Run {
  text: string;
  fill: Fill;
}

function textOf(runs: readonly Run[]): string {
  return runs
    .map(({ text }) => text)
    .join('')
    .trim();
}
