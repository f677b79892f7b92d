import type { Options } from 'csv-parse/sync';
import type { DocumentText } from './document-text.ts';
import { limits } from './limits.ts';
import { MarkdownWriter } from './markdown-writer.ts';
import { TableBudget } from './table-budget.ts';
import { type TableRow, writeTable } from './write-table.ts';

/** A table of separated values; null when the text is none, to be indexed as it is. */
export async function readCsv(text: string): Promise<DocumentText | null> {
  const delimiter = delimiterOf(text);
  if (delimiter === null) return null;
  const { CsvError, parse } = await import('csv-parse/sync');
  const rows: TableRow[] = [];
  const budget = new TableBudget();
  let line = 1;
  const options: Options = {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    on_record: (parsed: unknown) => {
      const { record, info } = parsed as { record: string[]; info: { lines: number } };
      budget.countRow();
      rows.push({ cells: record, number: rows.length + 1, at: line });
      line = info.lines + 1;
      return null;
    },
  };
  try {
    parse(text, options);
  } catch (error) {
    // What is no table after all is text.
    if (error instanceof CsvError) return null;
    throw error;
  }
  // A long table is text that people wrote: written out it may be twice as long as the file.
  const writer = new MarkdownWriter(Math.max(limits.textChars, 2 * text.length));
  writeTable(writer, rows);
  return {
    text: writer.finish(),
    locations: { kind: 'line', starts: writer.starts },
  };
}

/** The mark that splits most of the first lines as it splits the header; null for prose. */
function delimiterOf(text: string): string | null {
  const lines = text
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 10);
  let best: string | null = null;
  let bestScore = 0.5;
  for (const delimiter of [',', ';', '\t', '|']) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const header = counts[0] ?? 0;
    if (header === 0) continue;
    const score = counts.filter((count) => count === header).length / counts.length + header / 1e4;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}
