import { HtmlTable } from '../html/html-table.ts';
import type { TableRow } from '../markdown/write-table.ts';

/** A table of CALS, HTML or DITA, whose cells say by their columns' names or numbers how far they reach. */
export class CalsTable {
  readonly #table = new HtmlTable();
  readonly #columns = new Map<string, number>();
  /** Columns by the name of the span that reaches over them. */
  readonly #spans = new Map<string, number>();
  #columnCount = 0;
  #cells = 0;
  #isHead = false;

  column({ colname, colnum }: Record<string, string>): void {
    const number = Number(colnum);
    this.#columnCount = Number.isSafeInteger(number) && number > 0 ? number : this.#columnCount + 1;
    if (colname !== undefined) this.#columns.set(colname, this.#columnCount);
  }

  span({ spanname, namest, nameend }: Record<string, string>): void {
    if (spanname !== undefined) this.#spans.set(spanname, this.#width(namest, nameend));
  }

  open(role: 'head' | 'row' | 'cell', name: string, attributes: Record<string, string>): void {
    if (role === 'cell') this.#cells += 1;
    // What is in a cell is its words, be it a table again.
    if (this.#cells > (role === 'cell' ? 1 : 0)) return;
    if (role === 'head') this.#openHead();
    else if (role === 'row') {
      if (name.endsWith('head')) this.#openHead();
      this.#table.open('tr', {});
    } else this.#table.open(this.#isHead || name === 'th' ? 'th' : 'td', this.#spanOf(attributes));
  }

  text(said: string): void {
    this.#table.text(said);
  }

  close(role: 'head' | 'row' | 'cell', name: string): void {
    if (role === 'cell') this.#cells -= 1;
    if (this.#cells > 0) return;
    if (role === 'cell') this.#table.close('td');
    else if (role === 'row') {
      this.#table.close('tr');
      if (name.endsWith('head')) this.#closeHead();
    } else this.#closeHead();
  }

  finish(): readonly TableRow[] {
    return this.#table.finish();
  }

  #openHead(): void {
    this.#isHead = true;
    this.#table.open('thead', {});
  }

  #closeHead(): void {
    this.#isHead = false;
    this.#table.close('thead');
  }

  #spanOf(attributes: Record<string, string>): Record<string, string> {
    const { namest, nameend, spanname = '', morerows, colspan, rowspan } = attributes;
    const columns = colspan ?? String(this.#spans.get(spanname) ?? this.#width(namest, nameend));
    const rows = rowspan ?? String(Number(morerows ?? '0') + 1);
    return { colspan: columns, rowspan: rows };
  }

  #width(first = '', last = ''): number {
    const from = this.#columns.get(first);
    const to = this.#columns.get(last);
    return from === undefined || to === undefined ? 1 : to - from + 1;
  }
}
