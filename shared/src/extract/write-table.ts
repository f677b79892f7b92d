import { limits } from './limits.ts';
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
export function writeTable(writer: MarkdownWriter, given: readonly TableRow[]): void {
  const rows = withoutBlanks(given);
  const [header, ...body] = rows;
  if (!header) return;
  const names = header.cells;
  const head = `${pipeRow(names)}\n|${' --- |'.repeat(names.length)}`;
  let piece: string[] = [];
  let size = head.length;
  const close = () => {
    if (piece.length > 0) writer.markdown([head, ...piece].join('\n'));
    piece = [];
    size = head.length;
  };
  if (body.length === 0) {
    if (header.at !== undefined) writer.locate(header.at);
    writer.paragraph(names.filter((name) => name !== '').join(' | '));
  }
  for (const row of body) {
    const line = pipeRow(row.cells);
    const long = head.length + 1 + line.length > tableChars;
    if (long || size + 1 + line.length > tableChars) close();
    if (piece.length === 0 && row.at !== undefined) writer.locate(row.at);
    if (long) {
      writer.paragraph(record(names, row));
      continue;
    }
    piece.push(line);
    size += 1 + line.length;
  }
  close();
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

/** Rows and columns that hold something, all rows of one length, cells on one line. */
function withoutBlanks(given: readonly TableRow[]): TableRow[] {
  const used = new Set<number>();
  const rows: TableRow[] = [];
  for (const row of given) {
    const cells = row.cells.slice(0, limits.tableColumns).map((cell) => {
      return /[^\S ]|^ | $| {2}/.test(cell) ? oneLine(cell) : cell;
    });
    let blank = true;
    for (const [column, cell] of cells.entries()) {
      if (cell === '') continue;
      used.add(column);
      blank = false;
    }
    if (!blank) rows.push({ ...row, cells });
  }
  const columns = [...used].sort((a, b) => a - b);
  return rows.map((row) => ({
    ...row,
    cells: columns.map((column) => row.cells[column] ?? ''),
  }));
}

function pipeRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
