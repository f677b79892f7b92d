import { limits } from '../limits.ts';
import { TableBudget } from '../markdown/table-budget.ts';
import { mostHeaderRows, withOneHeader } from '../markdown/table-header.ts';
import type { TableRow } from '../markdown/write-table.ts';

/**
 * One table's cells in rows and columns; a cell over several rows is in each, one over several
 * columns in the first. The rows that name the columns are those of `<thead>`, or those at the top
 * that hold `<th>` alone, or over which a cell reaches beside one over several columns.
 */
export class HtmlTable {
  readonly #rows: TableRow[] = [];
  #row: string[] | null = null;
  #cell: string[] | null = null;
  #span = { columns: 1, rows: 1 };
  readonly #budget = new TableBudget();
  /** Cells of earlier rows that reach down into the next ones, by column. */
  #reaching = new Map<number, { text: string; rows: number }>();
  /** The rows of the header, in which a cell over several columns is in each. */
  readonly #heads: string[][] = [];
  #head: string[] = [];
  #isHeader = true;
  #isInHead = false;
  #hasData = false;
  #tallest = 1;
  #widest = 1;

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'tr') this.#closeRow();
    if (name === 'thead') this.#isInHead = true;
    if (name === 'td' || name === 'th') {
      this.#closeCell();
      this.#row ??= [];
      this.#cell = [];
      if (name === 'td') this.#hasData = true;
      this.#span = { columns: spanOf(attributes.colspan), rows: spanOf(attributes.rowspan) };
    }
  }

  text(text: string): void {
    if (text !== '') this.#cell?.push(text);
  }

  close(name: string): void {
    if (name === 'td' || name === 'th') this.#closeCell();
    if (name === 'tr') this.#closeRow();
    if (name !== 'thead' || !this.#isInHead) return;
    this.#closeRow();
    this.#isInHead = false;
    this.#isHeader &&= this.#rows.length === 0;
  }

  finish(): readonly TableRow[] {
    this.#closeRow();
    return withOneHeader(this.#rows, this.#heads);
  }

  #closeCell(): void {
    const row = this.#row;
    if (!this.#cell || !row) return;
    const text = this.#cell.join(' ');
    this.#cell = null;
    this.#reachDown(row);
    if (this.#rows.length === 0) {
      this.#tallest = Math.max(this.#tallest, this.#span.rows);
      this.#widest = Math.max(this.#widest, this.#span.columns);
    }
    for (let column = 0; column < this.#span.columns; column += 1) {
      if (row.length >= limits.tableColumns) return;
      if (this.#span.rows > 1) this.#reaching.set(row.length, { text, rows: this.#span.rows });
      row.push(column === 0 ? text : '');
      this.#head.push(text);
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
    this.#closeHead();
  }

  #closeHead(): void {
    const isFirst = this.#rows.length === 1;
    const isUnderWide = this.#widest > 1 && this.#rows.length <= this.#tallest;
    this.#isHeader &&= isFirst || this.#isInHead || isUnderWide || !this.#hasData;
    if (this.#isHeader && this.#heads.length <= mostHeaderRows) this.#heads.push(this.#head);
    this.#head = [];
    this.#hasData = false;
  }

  #reachDown(row: string[]): void {
    for (let cell = this.#reaching.get(row.length); cell; cell = this.#reaching.get(row.length)) {
      if (row.length >= limits.tableColumns) return;
      row.push(cell.text);
      this.#head.push(cell.text);
      this.#budget.countCell(cell.text);
    }
  }
}

function spanOf(value: string | undefined): number {
  const span = Number.parseInt(value ?? '1', 10);
  return Number.isSafeInteger(span) ? Math.min(Math.max(span, 1), 200) : 1;
}
