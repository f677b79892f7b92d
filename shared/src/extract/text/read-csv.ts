import type { Options } from 'csv-parse/sync';
import type { DocumentText } from '../document-text.ts';
import { limits } from '../limits.ts';
import { MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { type TableRow, TableWriter, usedColumns } from '../markdown/write-table.ts';
import { csvDialect, headerIndex } from './csv-dialect.ts';

/** Rows that are held until it is known which columns hold something. */
const heldRows = 50_000;
/** Characters. A longer text is written without the spaces beside its cells. */
const longText = 1024 * 1024;

/** A table of separated values; null when the text is none, to be indexed as it is. */
export async function readCsv(text: string): Promise<DocumentText | null> {
  const dialect = csvDialect(text);
  if (dialect === null) return null;
  const { CsvError, parse } = await import('csv-parse/sync');
  const table = new CsvTable(text.length);
  const firstLine = dialect.start === 0 ? 1 : 2;
  let line = firstLine;
  let number = 0;
  const options: Options = {
    bom: true,
    delimiter: dialect.delimiter,
    info: true,
    ltrim: dialect.hasSpaces,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    on_record: (parsed: unknown) => {
      const { record, info } = parsed as { record: string[]; info: { lines: number } };
      number += 1;
      table.add({ cells: record, number, at: line });
      line = info.lines + firstLine;
      return null;
    },
  };
  try {
    parse(text.slice(dialect.start), options);
  } catch (error) {
    // What is no table after all is text.
    if (error instanceof CsvError) return null;
    throw error;
  }
  return table.finish();
}

/** Writes a table while it is read: one of 20 MB would not fit in the memory of a thread. */
class CsvTable {
  readonly #writer: MarkdownWriter;
  readonly #isDense: boolean;
  #held: TableRow[] = [];
  #table: TableWriter | null = null;

  /** @param chars of the file; written out it may be twice as long */
  constructor(chars: number) {
    this.#writer = new MarkdownWriter(Math.max(limits.textChars, 2 * chars));
    this.#isDense = chars > longText;
  }

  add(row: TableRow): void {
    if (this.#table !== null) {
      this.#table.add(row);
      return;
    }
    this.#held.push(row);
    if (this.#held.length === heldRows) this.#begin(null);
  }

  finish(): DocumentText {
    if (this.#table === null) this.#begin(usedColumns(this.#held));
    this.#table?.finish();
    const { starts } = this.#writer;
    return { text: this.#writer.finish(), locations: { kind: 'line', starts } };
  }

  /** @param columns those to write; null for all */
  #begin(columns: readonly number[] | null): void {
    const held = this.#held;
    this.#held = [];
    const first = headerIndex(held.slice(0, 100).map(({ cells }) => cells));
    const above = held
      .slice(0, first)
      .map(({ cells }) => cells.map(oneLine).filter(Boolean).join(' '));
    if (above.some((line) => line !== '')) {
      this.#writer.locate(held[0]?.at ?? 1);
      this.#writer.paragraph(above.join('\n'));
    }
    this.#table = new TableWriter(this.#writer, columns, this.#isDense);
    for (const row of held.slice(first)) this.#table.add(row);
  }
}
