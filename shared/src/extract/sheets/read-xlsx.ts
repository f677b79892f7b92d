import { Archive } from '../container/archive.ts';
import type { DocumentText } from '../document-text.ts';
import { limits } from '../limits.ts';
import { MarkdownWriter } from '../markdown/markdown-writer.ts';
import { numberFormats } from '../office/number-formats.ts';
import { mainPart, readRelationships, readTargets } from '../office/relationships.ts';
import { Unreadable } from '../unreadable.ts';
import { type HiddenCells, markHidden } from './hidden-cells.ts';
import { readSheetComments } from './sheet-comments.ts';
import { readSheetDrawings } from './sheet-drawings.ts';
import { readHiddenLooks } from './sheet-looks.ts';
import { SheetRows } from './sheet-rows.ts';
import { type CellText, SheetRuns } from './sheet-runs.ts';

/**
 * A workbook: a heading for every sheet, its cells as tables whose header repeats, text boxes,
 * charts and comments. White cells and white words are left out.
 * @param hiddenCells what becomes of hidden sheets, rows and columns
 */
export async function readXlsx(bytes: Uint8Array, hiddenCells: HiddenCells): Promise<DocumentText> {
  const archive = await Archive.open(bytes);
  const workbook = await mainPart(archive, 'xl/workbook.xml');
  const relationships = await readRelationships(archive, workbook);
  const partOf = (type: string) => {
    const target = relationships.find((relationship) => relationship.type === type)?.target;
    return target !== undefined && archive.has(target) ? target : null;
  };
  const { sheets, startsIn1904 } = await readWorkbook(archive, workbook);
  const strings = await readSharedStrings(archive, partOf('sharedStrings'));
  const format = await numberFormats(archive, partOf('styles'), startsIn1904);
  const { always, onWhite, shaded } = await readHiddenLooks(archive, partOf('styles'));
  const writer = new MarkdownWriter();
  for (const { name, id, isSheetHidden } of sheets) {
    if (isSheetHidden && hiddenCells === 'omit') continue;
    const part = relationships.find((relationship) => relationship.id === id);
    if (part?.type !== 'worksheet') continue;
    const related = await readRelationships(archive, part.target);
    // A table's style may give its head a dark ground.
    const hasTable = related.some(({ type }) => type === 'table');
    const isHidden = (style: number) => always.has(style) || (!hasTable && onWhite.has(style));
    const isOnWhite = (style: number) => !hasTable && !shaded.has(style);
    const targets = await readTargets(archive, part.target);
    const hidden = { isSheet: isSheetHidden, cells: hiddenCells };
    const rows = new SheetRows(strings, { format, isHidden, isOnWhite }, targets, hidden);
    await archive.readXml(part.target, rows);
    const comments = await readSheetComments(archive, part.target);
    const drawings = await readSheetDrawings(archive, part.target);
    const marked = (text: string) => (isSheetHidden ? markHidden(text) : text);
    rows.cells.write(writer, marked(name), [...drawings, ...comments].map(marked));
  }
  return { text: writer.finish(), locations: { kind: 'sheet', starts: writer.starts } };
}

async function readWorkbook(archive: Archive, part: string) {
  const sheets: { name: string; id: string; isSheetHidden: boolean }[] = [];
  let startsIn1904 = false;
  await archive.readXml(part, {
    open(name, attributes) {
      if (name === 'sheet') {
        const isSheetHidden = /hidden/i.test(attributes.state ?? '');
        sheets.push({ name: attributes.name ?? '', id: attributes['r:id'] ?? '', isSheetHidden });
      } else if (name === 'workbookPr') {
        startsIn1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      }
    },
  });
  return { sheets, startsIn1904 };
}

/** Texts that cells name by their number; phonetic readings are left out. */
async function readSharedStrings(archive: Archive, part: string | null): Promise<CellText[]> {
  const strings: CellText[] = [];
  if (part === null) return strings;
  const runs = new SheetRuns();
  let inText = false;
  let phonetic = false;
  await archive.readXml(part, {
    open(name, attributes) {
      runs.open(name, attributes);
      if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = !phonetic;
    },
    text(text) {
      if (inText) runs.add(text);
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        if (strings.length >= limits.tableCells) {
          throw new Unreadable('too_large', `It has over ${limits.tableCells} texts.`);
        }
        const { all, onWhite } = runs.take();
        strings.push({
          all: all.slice(0, limits.cellChars),
          onWhite: onWhite.slice(0, limits.cellChars),
        });
      }
    },
  });
  return strings;
}
