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
  readonly #targets: ReadonlyMap<string, string>;
  readonly #rows: { number: number; cells: Map<number, string> }[] = [];
  readonly #budget = new TableBudget();
  /** The rows' cells by number, once a link asks for them. */
  #byNumber: Map<number, Map<number, string>> | null = null;
  #rowNumber = 0;
  #column = -1;
  #type = 'n';
  #style = 0;
  #value: string[] = [];
  #inValue = false;
  #isRowHidden = false;
  readonly #hiddenColumns: { first: number; last: number }[] = [];

  /** @param targets of the sheet's links, by their ids */
  constructor(
    strings: readonly string[],
    format: NumberFormat,
    targets: ReadonlyMap<string, string>,
  ) {
    this.#strings = strings;
    this.#format = format;
    this.#targets = targets;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') {
      this.#rowNumber = Number.parseInt(attributes.r ?? '', 10) || this.#rowNumber + 1;
      this.#column = -1;
      this.#isRowHidden = isTrue(attributes.hidden);
    } else if (name === 'col' && isTrue(attributes.hidden)) {
      const [first, last] = [Number(attributes.min) - 1, Number(attributes.max) - 1];
      if (this.#hiddenColumns.length < limits.tableColumns)
        this.#hiddenColumns.push({ first, last });
    } else if (name === 'hyperlink') {
      this.#addTarget(attributes.ref ?? '', this.#targets.get(attributes['r:id'] ?? '') ?? '');
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
    if (this.#isRowHidden || this.#isHidden(this.#column)) return;
    let row = this.#rows.at(-1);
    if (row?.number !== this.#rowNumber) {
      this.#budget.countRow();
      row = { number: this.#rowNumber, cells: new Map() };
      this.#rows.push(row);
    }
    row.cells.set(this.#column, text);
    this.#budget.countCell(text);
  }

  #isHidden(column: number): boolean {
    return this.#hiddenColumns.some(({ first, last }) => column >= first && column <= last);
  }

  /** Links stand after the cells in the file. */
  #addTarget(reference: string, target: string): void {
    if (!/^(?:https?|mailto):[^\s<>]{1,300}$/i.test(target)) return;
    const number = Number(/\d+$/.exec(reference.split(':')[0] ?? '')?.[0]);
    this.#byNumber ??= new Map(this.#rows.map((row) => [row.number, row.cells]));
    const cells = this.#byNumber.get(number);
    const text = cells?.get(columnOf(reference));
    if (text === undefined || text.includes(target)) return;
    cells?.set(columnOf(reference), `${text} (${target})`);
    this.#budget.countCell(target);
  }

  #cellText(): string {
    const value = this.#value.join('');
    if (value === '') return '';
    if (this.#type === 's') return this.#strings[Number(value)] ?? '';
    if (this.#type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    return this.#type === 'n' ? this.#format(value, this.#style) : value;
  }
}

function isTrue(attribute: string | undefined): boolean {
  return attribute === '1' || attribute === 'true';
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
