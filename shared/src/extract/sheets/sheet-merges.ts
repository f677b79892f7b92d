import { limits } from '../limits.ts';
import type { TableBudget } from '../markdown/table-budget.ts';
import { mostHeaderRows, withOneHeader } from '../markdown/table-header.ts';
import type { TableRow } from '../markdown/write-table.ts';
import { columnOf } from './cell-name.ts';

/** A cell over several rows and columns; rows are counted from 1, columns from 0. */
interface MergedRange {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

interface SheetRow {
  number: number;
  cells: Map<number, string>;
}

/** The merged cells of a sheet. */
export class SheetMerges {
  readonly #ranges: MergedRange[] = [];

  add(range: MergedRange): void {
    if (this.#ranges.length < limits.tableCells) this.#ranges.push(range);
  }

  /** @param reference `A2:B5` */
  addReference(reference: string): void {
    const [first = '', last = first] = reference.split(':');
    const rowOf = (name: string) => Number(/\d+$/.exec(name)?.[0] ?? 0);
    this.add({
      firstRow: rowOf(first),
      lastRow: rowOf(last),
      firstColumn: columnOf(first),
      lastColumn: columnOf(last),
    });
  }

  /** What stands in a merged cell is said of each of its rows that holds something. */
  carryDown(rows: readonly SheetRow[], budget: TableBudget): void {
    for (const { firstRow, lastRow, firstColumn } of this.#ranges) {
      let at = indexOfRow(rows, firstRow);
      const first = rows[at];
      const text = first?.number === firstRow ? first.cells.get(firstColumn) : undefined;
      if (text === undefined) continue;
      for (at += 1; (rows[at]?.number ?? Number.POSITIVE_INFINITY) <= lastRow; at += 1) {
        const cells = rows[at]?.cells;
        if (!cells?.has(firstColumn)) cells?.set(firstColumn, text);
        budget.countCell(text);
      }
    }
  }

  /**
   * A table with one header: below a cell over several columns stand their own names.
   * @param columns those of the table's cells
   */
  withOneHeader(table: readonly TableRow[], columns: readonly number[]): readonly TableRow[] {
    const top = table[0]?.number ?? 0;
    const tops = this.#ranges.filter(({ firstRow }) => firstRow === top);
    const wide = tops
      .filter((range) => range.lastColumn > range.firstColumn)
      .slice(0, limits.tableColumns);
    const isUnderWide = columns.every((column, index) => {
      const isEmpty = (table[1]?.cells[index] ?? '') === '';
      return isEmpty || wide.some((range) => isIn(range, top, column));
    });
    const tallest = tops.reduce((most, { lastRow }) => Math.max(most, lastRow), top);
    if (wide.length === 0 || (tallest === top && !isUnderWide)) return table;
    const last = Math.max(tallest, top + 1);
    const heads = table.slice(0, mostHeaderRows + 1).filter(({ number = 0 }) => number <= last);
    const over = this.#ranges
      .filter(({ firstRow, lastRow }) => firstRow <= last && lastRow >= top)
      .slice(0, limits.tableColumns);
    const named = heads.map(({ number = 0, cells }) =>
      cells.map((cell, index) => {
        const range = over.find((each) => isIn(each, number, columns[index] ?? -1));
        return range ? (cells[columns.indexOf(range.firstColumn)] ?? cell) : cell;
      }),
    );
    return withOneHeader(table, named);
  }
}

function isIn(range: MergedRange, row: number, column: number): boolean {
  return (
    row >= range.firstRow &&
    row <= range.lastRow &&
    column >= range.firstColumn &&
    column <= range.lastColumn
  );
}

/** The index of the first row of this number or a higher one. */
function indexOfRow(rows: readonly SheetRow[], number: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.number ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
