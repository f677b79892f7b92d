import { limits } from './limits.ts';
import { TableBudget } from './table-budget.ts';
import type { TableRow } from './write-table.ts';

/** One table's cells in rows and columns; a cell over several rows or columns is in each. */
export class HtmlTable {
  readonly #rows: TableRow[] = [];
  #row: string[] | null = null;
  #cell: string[] | null = null;
  #span = { columns: 1, rows: 1 };
  readonly #budget = new TableBudget();
  /** Cells of earlier rows that reach down into the next ones, by column. */
  #reaching = new Map<number, { text: string; rows: number }>();

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'tr') this.#closeRow();
    if (name === 'td' || name === 'th') {
      this.#closeCell();
      this.#row ??= [];
      this.#cell = [];
      this.#span = { columns: spanOf(attributes.colspan), rows: spanOf(attributes.rowspan) };
    }
  }

  text(text: string): void {
    if (text !== '') this.#cell?.push(text);
  }

  close(name: string): void {
    if (name === 'td' || name === 'th') this.#closeCell();
    if (name === 'tr') this.#closeRow();
  }

  finish(): TableRow[] {
    this.#closeRow();
    return this.#rows;
  }

  #closeCell(): void {
    const row = this.#row;
    if (!this.#cell || !row) return;
    const text = this.#cell.join(' ');
    this.#cell = null;
    this.#reachDown(row);
    for (let column = 0; column < this.#span.columns; column += 1) {
      if (row.length >= limits.tableColumns) return;
      if (this.#span.rows > 1) this.#reaching.set(row.length, { text, rows: this.#span.rows });
      row.push(column === 0 ? text : '');
      this.#budget.countCell(text);
    }
  }

  #closeRow(): void {
    this.#closeCell();
    const row = this.#row;
    if (!row) return;
    this.#reachDown(row);
    for (const [column, cell] of this.#reaching) {
      cell.rows -= 1;
      if (cell.rows <= 0) this.#reaching.delete(column);
    }
    this.#budget.countRow();
    this.#rows.push({ cells: row });
    this.#row = null;
  }

  #reachDown(row: string[]): void {
    for (let cell = this.#reaching.get(row.length); cell; cell = this.#reaching.get(row.length)) {
      if (row.length >= limits.tableColumns) return;
      row.push(cell.text);
      this.#budget.countCell(cell.text);
    }
  }
}

function spanOf(value: string | undefined): number {
  const span = Number.parseInt(value ?? '1', 10);
  return Number.isSafeInteger(span) ? Math.min(Math.max(span, 1), 200) : 1;
}
