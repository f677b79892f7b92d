import { limits } from './limits.ts';
import type { NumberFormat } from './number-formats.ts';
import type { XmlHandler } from './read-xml.ts';
import { TableBudget } from './table-budget.ts';
import { Unreadable } from './unreadable.ts';
import type { TableRow } from './write-table.ts';

/**
 * The cells of one worksheet that hold something. What the sheet says of its own size is not
 * believed, and empty cells cost nothing.
 */
export class SheetRows implements XmlHandler {
  readonly #strings: readonly string[];
  readonly #format: NumberFormat;
  readonly #rows: { number: number; cells: Map<number, string> }[] = [];
  readonly #budget = new TableBudget();
  #rowNumber = 0;
  #column = -1;
  #type = 'n';
  #style = 0;
  #value: string[] = [];
  #inValue = false;

  constructor(strings: readonly string[], format: NumberFormat) {
    this.#strings = strings;
    this.#format = format;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') {
      this.#rowNumber = Number.parseInt(attributes.r ?? '', 10) || this.#rowNumber + 1;
      this.#column = -1;
    } else if (name === 'c') {
      this.#column = attributes.r ? columnOf(attributes.r) : this.#column + 1;
      this.#type = attributes.t ?? 'n';
      this.#style = Number.parseInt(attributes.s ?? '0', 10) || 0;
      this.#value = [];
    } else if (name === 'v' || name === 't') this.#inValue = true;
  }

  text(text: string): void {
    if (this.#inValue) this.#value.push(text);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'c') this.#closeCell();
  }

  /** @returns the lines above the header, and the table from its header on */
  finish(): { above: string[]; table: TableRow[] } {
    const columns = [...new Set(this.#rows.flatMap(({ cells }) => [...cells.keys()]))];
    columns.sort((a, b) => a - b);
    if (columns.length * this.#rows.length > 4 * limits.tableCells) {
      throw new Unreadable('too_large', 'Its cells are spread over too wide a table.');
    }
    const widest = this.#rows.reduce((most, { cells }) => Math.max(most, cells.size), 0);
    // A title stands alone in its row, above the header.
    let header = 0;
    while (widest > 1 && this.#rows[header]?.cells.size === 1) header += 1;
    const above = this.#rows.slice(0, header).flatMap(({ cells }) => [...cells.values()]);
    const table = this.#rows.slice(header).map(({ number, cells }) => ({
      number,
      cells: columns.map((column) => cells.get(column) ?? ''),
    }));
    return { above, table };
  }

  #closeCell(): void {
    const text = this.#cellText().slice(0, limits.cellChars).trim();
    if (text === '' || this.#column < 0 || this.#column >= limits.tableColumns) return;
    let row = this.#rows.at(-1);
    if (row?.number !== this.#rowNumber) {
      this.#budget.countRow();
      row = { number: this.#rowNumber, cells: new Map() };
      this.#rows.push(row);
    }
    row.cells.set(this.#column, text);
    this.#budget.countCell(text);
  }

  #cellText(): string {
    const value = this.#value.join('');
    if (value === '') return '';
    if (this.#type === 's') return this.#strings[Number(value)] ?? '';
    if (this.#type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    return this.#type === 'n' ? this.#format(value, this.#style) : value;
  }
}

/** `BC12` is column 54, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.slice(0, 4).toUpperCase()) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column - 1;
}
