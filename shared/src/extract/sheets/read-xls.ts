import { type CellObject, read, set_cptable, type WorkSheet } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { checkCompoundFile, startsAsCompoundFile } from '../container/compound-file.ts';
import type { DocumentText } from '../document-text.ts';
import { limits } from '../limits.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { kindOf, numberText } from '../office/number-formats.ts';
import { writtenNumber } from '../office/written-number.ts';
import { Unreadable } from '../unreadable.ts';
import { cellName } from './cell-name.ts';
import { type HiddenCells, markHidden } from './hidden-cells.ts';
import { SheetCells, withTarget } from './sheet-cells.ts';
import { commentLine } from './sheet-comments.ts';

set_cptable(codePages);

/** A workbook of Excel before 2007, as an xlsx is read. */
export async function readXls(bytes: Uint8Array, hiddenCells: HiddenCells): Promise<DocumentText> {
  if (startsAsCompoundFile(bytes)) checkCompoundFile(bytes);
  const workbook = open(bytes);
  const startsIn1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const writer = new MarkdownWriter();
  for (const [index, name] of workbook.SheetNames.entries()) {
    const sheet = workbook.Sheets[name];
    // A chart is given as a sheet of the numbers it shows.
    if (!sheet || sheet['!type'] === 'chart') continue;
    const isSheet = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0;
    if (isSheet && hiddenCells === 'omit') continue;
    const hidden = { isSheet, cells: hiddenCells };
    writeSheet(writer, isSheet ? markHidden(name) : name, sheet, startsIn1904, hidden);
  }
  return { text: writer.finish(), locations: { kind: 'sheet', starts: writer.starts } };
}

function open(bytes: Uint8Array) {
  try {
    return read(bytes, {
      type: 'array',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellNF: true,
      // Without it nothing says what is hidden.
      cellStyles: true,
      sheetRows: limits.tableRows + 1,
    });
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message)) {
      throw new Unreadable('encrypted', 'It has a password.');
    }
    throw error;
  }
}

function writeSheet(
  writer: MarkdownWriter,
  name: string,
  sheet: WorkSheet,
  startsIn1904: boolean,
  hidden: { isSheet: boolean; cells: HiddenCells },
): void {
  const cells = new SheetCells();
  const comments: string[] = [];
  const rows = sheet['!data'] ?? [];
  // forEach passes over the holes of a sparse array.
  rows.forEach((row, number) => {
    const isRowHidden = hidden.isSheet || sheet['!rows']?.[number]?.hidden;
    row?.forEach((cell: CellObject | undefined, column) => {
      const isHidden = isRowHidden || sheet['!cols']?.[column]?.hidden;
      if (!cell || (isHidden && hidden.cells === 'omit')) return;
      const marked = (text: string) => (isHidden ? markHidden(text) : text);
      const text = cellText(cell, startsIn1904);
      cells.add(number + 1, column, marked(withTarget(text, cell.l?.Target ?? '')));
      for (const { a: author = '', t: said } of cell.c ?? []) {
        comments.push(marked(commentLine(cellName(column, number + 1), author, said)));
      }
    });
  });
  cells.write(writer, name, comments);
}

function cellText({ t: type, v: value, z: format }: CellObject, startsIn1904: boolean): string {
  if (value === undefined || type === 'e' || type === 'z') return '';
  if (typeof value === 'number')
    return numberText(value, kindOf(String(format ?? '')), startsIn1904, writtenNumber);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return value instanceof Date ? value.toISOString().slice(0, 10) : value;
}
