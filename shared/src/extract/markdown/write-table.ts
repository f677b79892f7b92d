import { limits } from '../limits.ts';
import { type MarkdownWriter, oneLine } from './markdown-writer.ts';

/** Characters. About one chunk: a longer table becomes several, each with the header. */
const tableChars = 1_000;

export interface TableRow {
  cells: readonly string[];
  /** The row's number in the file, when a reader can see it there. */
  number?: number;
  /** Where the row begins in the file; given for the row that opens a table. */
  at?: number;
}

/**
 * Writes rows as pipe tables. The first row is the header, and it stands above every piece that
 * a long table is cut into. A row too long for that is written as lines of `header: value`.
 */
export function writeTable(writer: MarkdownWriter, rows: readonly TableRow[]): void {
  const table = new TableWriter(writer, usedColumns(rows));
  for (const row of rows) table.add(row);
  table.finish();
}

/** Columns that hold something. */
export function usedColumns(rows: readonly TableRow[]): number[] {
  const used = new Set<number>();
  for (const { cells } of rows) {
    for (let column = 0; column < Math.min(cells.length, limits.tableColumns); column += 1)
      if (!used.has(column) && oneLine(cells[column] ?? '') !== '') used.add(column);
  }
  return [...used].sort((a, b) => a - b);
}

/** Writes a table row by row. */
export class TableWriter {
  readonly #writer: MarkdownWriter;
  readonly #columns: readonly number[] | null;
  readonly #isDense: boolean;
  #header: TableRow | null = null;
  #head = '';
  #piece: string[] = [];
  #size = 0;
  #hasRows = false;

  /**
   * @param columns those to write; null for all
   * @param isDense whether no spaces stand beside the cells
   */
  constructor(writer: MarkdownWriter, columns: readonly number[] | null, isDense = false) {
    this.#writer = writer;
    this.#columns = columns;
    this.#isDense = isDense;
  }

  /** The first row that is not blank is the header. */
  add(given: TableRow): void {
    const row = { ...given, cells: this.#cellsOf(given) };
    if (row.cells.every((cell) => cell === '')) return;
    if (this.#header === null) {
      this.#header = row;
      const rule = (this.#isDense ? '---|' : ' --- |').repeat(row.cells.length);
      this.#head = `${this.#pipeRow(row.cells)}\n|${rule}`;
      this.#size = this.#head.length;
      return;
    }
    this.#hasRows = true;
    const line = this.#pipeRow(row.cells);
    const isLong = this.#head.length + 1 + line.length > tableChars;
    if (isLong || this.#size + 1 + line.length > tableChars) this.#close();
    if (this.#piece.length === 0 && row.at !== undefined) this.#writer.locate(row.at);
    if (isLong) {
      this.#writer.paragraph(record(this.#header.cells, row));
      return;
    }
    this.#piece.push(line);
    this.#size += 1 + line.length;
  }

  finish(): void {
    this.#close();
    if (this.#header === null || this.#hasRows) return;
    const { cells, at } = this.#header;
    if (at !== undefined) this.#writer.locate(at);
    this.#writer.paragraph(cells.filter((name) => name !== '').join(' | '));
  }

  #close(): void {
    if (this.#piece.length > 0) this.#writer.markdown([this.#head, ...this.#piece].join('\n'));
    this.#piece = [];
    this.#size = this.#head.length;
  }

  /** Each on one line. */
  #cellsOf({ cells }: TableRow): string[] {
    const chosen = this.#columns
      ? this.#columns.map((column) => cells[column] ?? '')
      : cells.slice(0, limits.tableColumns);
    return chosen.map((cell) => (/[^\S ]|^ | $| {2}/.test(cell) ? oneLine(cell) : cell));
  }

  #pipeRow(cells: readonly string[]): string {
    const escaped = cells.map((cell) => cell.replaceAll('|', '\\|'));
    return this.#isDense ? `|${escaped.join('|')}|` : `| ${escaped.join(' | ')} |`;
  }
}

function record(names: readonly string[], row: TableRow): string {
  const lines = row.number === undefined ? [] : [`Row ${row.number}`];
  for (const [column, cell] of row.cells.entries()) {
    if (cell === '') continue;
    const name = names[column] || `Column ${column + 1}`;
    lines.push(`${name}: ${cell}`);
  }
  return lines.join('\n');
}
