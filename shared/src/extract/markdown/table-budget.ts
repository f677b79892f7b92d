import { limits } from '../limits.ts';
import { Unreadable } from '../unreadable.ts';

/** What a table may hold: a few bytes of a file can stand for any number of cells. */
export class TableBudget {
  #rows = 0;
  #cells = 0;
  #chars = 0;

  countRow(): void {
    this.#rows += 1;
    if (this.#rows > limits.tableRows) {
      throw new Unreadable('too_large', `A table has over ${limits.tableRows} rows.`);
    }
  }

  countCell(text: string): void {
    this.#cells += 1;
    this.#chars += text.length;
    if (this.#cells > limits.tableCells) {
      throw new Unreadable('too_large', `A table has over ${limits.tableCells} cells.`);
    }
    if (this.#chars > limits.textChars) {
      throw new Unreadable('too_large', `A table has over ${limits.textChars} characters.`);
    }
  }
}
