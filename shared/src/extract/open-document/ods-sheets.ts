import type { XmlHandler } from '../container/read-xml.ts';
import { limits } from '../limits.ts';
import type { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { cellName } from '../sheets/cell-name.ts';
import { type HiddenCells, markHidden } from '../sheets/hidden-cells.ts';
import { formulaTarget, SheetCells, withTarget } from '../sheets/sheet-cells.ts';
import { commentLine } from '../sheets/sheet-comments.ts';
import { type Ground, isLost, type OdfStyles } from './odf-styles.ts';

/** Copies of one cell or row that are written; sheets end in a million blank ones. */
const mostCopies = 100;
const hidden = new Set(['collapse', 'filter']);
const white = [255, 255, 255, 1] as const;

interface Sheet {
  name: string;
  cells: SheetCells;
  /** What stands in text boxes, and comments on cells. */
  beside: string[];
}

interface Cell {
  column: number;
  copies: number;
  /** Its value where what it shows depends on the language: a date, or true and false. */
  value: string;
  paragraphs: string[];
  target: string;
  /** Not white on white, for example. */
  isSeen: boolean;
  ground: Ground;
}

/**
 * Turns the elements of an OpenDocument spreadsheet, as they come, into sheets. What is hidden is
 * left out. https://docs.oasis-open.org/office/OpenDocument/v1.3/os/part3-schema/
 */
export class OdsSheets implements XmlHandler {
  readonly #writer: MarkdownWriter;
  readonly #styles: OdfStyles;
  readonly #hiddenStyles = new Set<string>();
  #style = '';
  #sheet: Sheet | null = null;
  /** Tables inside each other: a cell, a chart or a text box may hold one. */
  #tables = 0;
  #dropDepth = 0;
  #row = 0;
  #copiesOfRow = 1;
  #isRowHidden = false;
  #column = 0;
  readonly #hiddenColumns: { first: number; end: number }[] = [];
  readonly #columnStyles: { end: number; style: string | undefined }[] = [];
  #cell: Cell | null = null;
  /** Of the row that is open. */
  #cells: { column: number; copies: number; text: string }[] = [];
  #comment: { author: string; paragraphs: string[] } | null = null;
  #text: string[] = [];
  readonly #hiddenCells: HiddenCells;
  #isSheetHidden = false;

  constructor(writer: MarkdownWriter, styles: OdfStyles, hiddenCells: HiddenCells) {
    this.#writer = writer;
    this.#styles = styles;
    this.#hiddenCells = hiddenCells;
  }

  open(name: string, attributes: Record<string, string>): void {
    const isHiddenSpan = name === 'span' && this.#hidesSpan(attributes['text:style-name']);
    if (this.#dropDepth > 0 || isHiddenSpan || /^(?:tracked-changes|binary-data)$/.test(name)) {
      this.#dropDepth += 1;
    } else if (name === 'style') this.#style = attributes['style:name'] ?? '';
    else if (name === 'table-properties' && attributes['table:display'] === 'false') {
      this.#hiddenStyles.add(this.#style);
    } else if (name === 'table') this.#openTable(attributes);
    else if (this.#tables === 1) this.#openInSheet(name, attributes);
  }

  text(text: string): void {
    if (this.#dropDepth === 0) this.#text.push(text);
  }

  close(name: string): void {
    if (this.#dropDepth > 0) this.#dropDepth -= 1;
    else if (name === 'table') this.#closeTable();
    else if (this.#tables === 1) this.#closeInSheet(name);
  }

  #hidesSpan(style: string | undefined): boolean {
    if (this.#styles.isHidden(style)) return true;
    const ground = this.#styles.groundOf(style) ?? this.#cell?.ground ?? 'unknown';
    return isLost(this.#styles.colourOf(style), ground);
  }

  #openTable(attributes: Record<string, string>): void {
    this.#tables += 1;
    if (this.#tables > 1) return;
    this.#isSheetHidden = this.#hiddenStyles.has(attributes['table:style-name'] ?? '');
    const isLeftOut = this.#isSheetHidden && this.#hiddenCells === 'omit';
    const name = attributes['table:name'] ?? '';
    this.#sheet = isLeftOut ? null : { name, cells: new SheetCells(), beside: [] };
    this.#row = 0;
    this.#column = 0;
    this.#hiddenColumns.length = 0;
    this.#columnStyles.length = 0;
  }

  #openInSheet(name: string, attributes: Record<string, string>): void {
    if (name === 'table-column') {
      const count = countOf(attributes['table:number-columns-repeated']);
      const first = this.#column;
      this.#column += count;
      const end = this.#column;
      if (this.#columnStyles.length < limits.tableColumns) {
        const style = attributes['table:default-cell-style-name'];
        this.#columnStyles.push({ end, style });
      }
      if (hidden.has(attributes['table:visibility'] ?? ''))
        this.#hiddenColumns.push({ first, end });
    } else if (name === 'table-row') {
      this.#row += 1;
      this.#column = 0;
      this.#copiesOfRow = countOf(attributes['table:number-rows-repeated']);
      this.#isRowHidden = hidden.has(attributes['table:visibility'] ?? '');
    } else if (name === 'table-cell' || name === 'covered-table-cell') this.#openCell(attributes);
    else if (name === 'annotation') this.#comment = { author: '', paragraphs: [] };
    else if (name === 'p' || name === 'creator') this.#text = [];
    else if (name === 'a' && this.#cell) this.#cell.target = attributes['xlink:href'] ?? '';
    else if (name === 's') this.#text.push(' ');
    else if (name === 'tab' || name === 'line-break') this.#text.push('\n');
  }

  #openCell(attributes: Record<string, string>): void {
    const copies = countOf(attributes['table:number-columns-repeated']);
    const date = attributes['office:date-value']?.replace(/T(?:00:00:00)?(?=$)/, '');
    const truth = attributes['office:boolean-value']?.toUpperCase();
    const value = date?.replace('T', ' ') ?? truth ?? '';
    const column = this.#column;
    const style = attributes['table:style-name'] ?? this.#styleOf(column);
    const ground = this.#styles.groundOf(style) ?? white;
    const isSeen = !this.#styles.isHidden(style) && !isLost(this.#styles.colourOf(style), ground);
    const target = formulaTarget(attributes['table:formula'] ?? '');
    const rows = countOf(attributes['table:number-rows-spanned']);
    const columns = countOf(attributes['table:number-columns-spanned']);
    if (rows > 1 || columns > 1)
      this.#sheet?.cells.merges.add({
        firstRow: this.#row,
        lastRow: this.#row + rows - 1,
        firstColumn: column,
        lastColumn: column + columns - 1,
      });
    this.#cell = { column, copies, value, paragraphs: [], target, isSeen, ground };
    this.#column += copies;
  }

  #styleOf(column: number): string | undefined {
    return this.#columnStyles.find(({ end }) => column < end)?.style;
  }

  #closeInSheet(name: string): void {
    if (name === 'p') this.#closeParagraph();
    else if (name === 'creator' && this.#comment) this.#comment.author = this.#text.join('');
    else if (name === 'annotation') this.#closeComment();
    else if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell();
    else if (name === 'table-row') this.#closeRow();
  }

  #closeParagraph(): void {
    const text = this.#text.join('').trim();
    this.#text = [];
    if (text === '') return;
    if (this.#comment) this.#comment.paragraphs.push(text);
    else if (this.#cell) this.#cell.paragraphs.push(text);
    else if (this.#isSheetHidden) this.#addBeside(markHidden(text));
    else this.#addBeside(text);
  }

  #closeComment(): void {
    const comment = this.#comment;
    this.#comment = null;
    if (!comment || !this.#cell || comment.paragraphs.length === 0 || this.#isLeftOut()) return;
    const place = cellName(this.#cell.column, this.#row);
    const line = commentLine(place, comment.author, comment.paragraphs.join(' '));
    this.#addBeside(this.#marked(line));
  }

  #addBeside(line: string): void {
    this.#sheet?.beside.push(line);
  }

  #closeCell(): void {
    const cell = this.#cell;
    const text = cell?.value || (cell?.paragraphs.join('\n') ?? '');
    if (cell?.isSeen && text !== '' && !this.#isLeftOut()) {
      const { column, copies, target } = cell;
      this.#cells.push({ column, copies, text: this.#marked(withTarget(text, target)) });
    }
    this.#cell = null;
  }

  #closeRow(): void {
    const copies = this.#cells.length > 0 ? Math.min(this.#copiesOfRow, mostCopies) : 0;
    for (let row = 0; row < copies; row += 1) {
      for (const cell of this.#cells) {
        for (let at = 0; at < Math.min(cell.copies, mostCopies); at += 1) {
          this.#sheet?.cells.add(this.#row + row, cell.column + at, cell.text);
        }
      }
    }
    this.#cells = [];
    this.#row += this.#copiesOfRow - 1;
  }

  #isLeftOut(): boolean {
    return this.#hiddenCells === 'omit' && this.#isHidden();
  }

  #marked(text: string): string {
    return this.#isHidden() ? markHidden(text) : text;
  }

  #isHidden(): boolean {
    const column = this.#cell?.column ?? 0;
    return (
      this.#isSheetHidden ||
      this.#isRowHidden ||
      this.#hiddenColumns.some(({ first, end }) => column >= first && column < end)
    );
  }

  #closeTable(): void {
    this.#tables -= 1;
    if (this.#tables > 0) return;
    if (this.#sheet) {
      const { name, cells, beside } = this.#sheet;
      cells.write(this.#writer, this.#isSheetHidden ? markHidden(name) : name, beside);
    }
    this.#sheet = null;
  }
}

function countOf(repeated: string | undefined): number {
  const count = Number(repeated ?? 1);
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
}
