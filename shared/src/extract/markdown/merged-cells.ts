/** Cells that reach down over the rows below them, by column. */
export class MergedCells {
  readonly #cells = new Map<number, { text: string; last: number }>();

  /** @param rows that it reaches over, with its own */
  add(row: number, column: number, text: string, rows: number): void {
    if (rows > 1) this.#cells.set(column, { text, last: row + rows - 1 });
  }

  /** What a cell from above says in that place; empty: none reaches it. */
  at(row: number, column: number): string {
    const cell = this.#cells.get(column);
    return cell !== undefined && row <= cell.last ? cell.text : '';
  }
}
