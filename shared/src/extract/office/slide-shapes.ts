import type { XmlHandler } from '../container/read-xml.ts';
import { mostHeaderRows, withOneHeader } from '../markdown/table-header.ts';
import type { TableRow } from '../markdown/write-table.ts';
import { type Fill, noTheme, SlideLook, type SlideTheme } from './slide-look.ts';

export type SlideBlock =
  | { kind: 'paragraph'; text: string; inBody: boolean }
  | { kind: 'item'; level: number; text: string; inBody: boolean }
  | { kind: 'table'; rows: readonly TableRow[]; inBody: boolean };

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
  /** Whether it goes on from the cell above it, or beside it. */
  #goesOn = { down: false, right: false };
  /** Of the header, whose first row says how many it has, with what goes on to the right. */
  #heads: string[][] = [];
  #headRows = 1;
  #isWide = false;
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
    else if (name === 'tbl') this.#openTable();
    else if (name === 'tr') this.#openRow();
    else if (name === 'tc') this.#openCell(attributes);
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
      this.blocks.push({
        kind: 'table',
        rows: withOneHeader(rows, this.#isWide ? this.#heads : []),
        inBody: false,
      });
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

  #openTable(): void {
    this.#rows = [];
    this.#heads = [];
    this.#headRows = 1;
    this.#isWide = false;
  }

  #openRow(): void {
    this.#rows?.push([]);
    if (this.#heads.length < this.#headRows) this.#heads.push([]);
  }

  #openCell({ vMerge = '', hMerge = '', rowSpan, gridSpan }: Record<string, string>): void {
    this.#cell = [];
    this.#goesOn = { down: isTrue(vMerge), right: isTrue(hMerge) };
    if (this.#rows?.length !== 1) return;
    this.#isWide ||= Number(gridSpan ?? 1) > 1;
    this.#headRows = Math.max(this.#headRows, Math.min(Number(rowSpan ?? 1) || 1, mostHeaderRows));
  }

  #closeCell(): void {
    const paragraphs = (this.#cell ?? []).map((runs) =>
      textOf(runs.filter(({ fill }) => !this.#look.hides(fill))),
    );
    const said = paragraphs.filter((text) => text !== '').join(' ');
    const row = this.#rows?.at(-1);
    const above = this.#goesOn.down ? (this.#rows?.at(-2)?.[row?.length ?? 0] ?? '') : '';
    const text = said || above;
    const head = this.#rows?.length === this.#heads.length ? this.#heads.at(-1) : undefined;
    head?.push(text || (this.#goesOn.right ? (head.at(-1) ?? '') : ''));
    row?.push(text);
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

function isTrue(attribute: string): boolean {
  return attribute === '1' || attribute === 'true';
}
