import { limits } from '../limits.ts';
import type { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { TableBudget } from '../markdown/table-budget.ts';
import { type TableRow, writeTable } from '../markdown/write-table.ts';
import { Unreadable } from '../unreadable.ts';
import { SheetMerges } from './sheet-merges.ts';

/** The cells of one sheet that hold something, row by row; empty ones cost nothing. */
export class SheetCells {
  readonly #rows: { number: number; cells: Map<number, string> }[] = [];
  readonly #budget = new TableBudget();
  readonly merges = new SheetMerges();
  /** The rows' cells by number, once all are there and links are added to them. */
  #byNumber: Map<number, Map<number, string>> | null = null;

  /**
   * @param rowNumber counted from 1, not below that of the cell before
   * @param column counted from 0
   */
  add(rowNumber: number, column: number, said: string): void {
    const text = said.slice(0, limits.cellChars).trim();
    if (text === '' || column < 0 || column >= limits.tableColumns) return;
    let row = this.#rows.at(-1);
    if (row?.number !== rowNumber) {
      this.#budget.countRow();
      row = { number: rowNumber, cells: new Map() };
      this.#rows.push(row);
    }
    row.cells.set(column, text);
    this.#budget.countCell(text);
  }

  /** Says where a cell's link leads. */
  addTarget(rowNumber: number, column: number, target: string): void {
    this.#byNumber ??= new Map(this.#rows.map((row) => [row.number, row.cells]));
    const cells = this.#byNumber.get(rowNumber);
    const text = cells?.get(column);
    if (text === undefined) return;
    cells?.set(column, withTarget(text, target));
    this.#budget.countCell(target);
  }

  /**
   * Writes the sheet under its name, if it holds anything: the lines above the header, and the
   * table from its header on.
   * @param beside comments and what is drawn on the sheet, a line each
   */
  write(writer: MarkdownWriter, name: string, beside: readonly string[] = []): void {
    if (this.#rows.length === 0 && beside.length === 0) return;
    const widest = this.#rows.reduce((most, { cells }) => Math.max(most, cells.size), 0);
    // A title stands alone in its row, above the header.
    let header = 0;
    while (widest > 1 && this.#rows[header]?.cells.size === 1) header += 1;
    this.merges.carryDown(this.#rows, this.#budget);
    const columns = [...new Set(this.#rows.flatMap(({ cells }) => [...cells.keys()]))];
    columns.sort((a, b) => a - b);
    if (columns.length * this.#rows.length > 4 * limits.tableCells) {
      throw new Unreadable('too_large', 'Its cells are spread over too wide a table.');
    }
    writer.locate(name);
    writer.heading(2, name);
    for (const { cells } of this.#rows.slice(0, header)) {
      for (const line of cells.values()) writer.paragraph(line);
    }
    const table = this.#rows.slice(header).map(({ number, cells }): TableRow => {
      return { number, cells: columns.map((column) => cells.get(column) ?? '') };
    });
    writeTable(writer, this.merges.withOneHeader(table, columns));
    for (const line of beside) writer.paragraph(line);
  }
}

/** A cell's text with the address its link leads to, if that is one of the web. */
export function withTarget(text: string, target: string): string {
  if (text === '') return '';
  const isWeb = /^(?:https?|mailto):[^\s<>]{1,300}$/i.test(target);
  return isWeb && !text.includes(target) ? `${text} (${target})` : text;
}

/** Where a formula's link leads: `HYPERLINK("https://…","Go")`; empty when it is none. */
export function formulaTarget(formula: string): string {
  return /^(?:of:)?=?\s*HYPERLINK\(\s*"([^"]{1,300})"/i.exec(formula)?.[1] ?? '';
}
