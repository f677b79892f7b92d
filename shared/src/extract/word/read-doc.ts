import WordExtractor from 'word-extractor';
import type { DocumentText } from '../document-text.ts';
import { MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { type TableRow, writeTable } from '../markdown/write-table.ts';
import { checkWordStreams } from './word-streams.ts';

/** What its types do not say: whether quotation marks and dashes are made ASCII, and what is given. */
interface Options {
  filterUnicode: boolean;
  includeFooters?: boolean;
  includeHeadersAndFooters?: boolean;
}
type PartName =
  | 'Body'
  | 'Textboxes'
  | 'Footnotes'
  | 'Endnotes'
  | 'Headers'
  | 'Footers'
  | 'Annotations';
type WordDocument = Record<`get${PartName}`, (options: Options) => string>;

/** A Word document of before 2007: its text, text boxes and notes, then headers, footers, comments. */
export async function readDoc(bytes: Uint8Array): Promise<DocumentText> {
  checkWordStreams(bytes);
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const document = (await new WordExtractor().extract(file)) as unknown as WordDocument;
  const asWritten = { filterUnicode: false };
  const writer = new MarkdownWriter();
  writeText(writer, document.getBody(asWritten));
  writeText(writer, document.getTextboxes({ ...asWritten, includeHeadersAndFooters: false }));
  writeText(writer, document.getFootnotes(asWritten));
  writeText(writer, document.getEndnotes(asWritten));
  const beside = [
    ['Header', document.getHeaders({ ...asWritten, includeFooters: false })],
    ['Footer', document.getFooters(asWritten)],
    ['Comment', document.getAnnotations(asWritten)],
  ] as const;
  for (const [label, said] of beside) {
    for (const line of new Set(said.split('\n').map(oneLine))) {
      if (/\p{L}/u.test(line)) writer.paragraph(`${label}: ${line}`);
    }
  }
  return { text: writer.finish() };
}

/** The text's lines are its paragraphs; a row of a table ends in a tab, as each of its cells does. */
function writeText(writer: MarkdownWriter, text: string): void {
  let rows: TableRow[] = [];
  for (const line of text.split('\n')) {
    if (line.endsWith('\t')) {
      rows.push({ cells: line.slice(0, -1).split('\t') });
      continue;
    }
    writeTable(writer, rows);
    rows = [];
    writer.paragraph(line);
  }
  writeTable(writer, rows);
}
