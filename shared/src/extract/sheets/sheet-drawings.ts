import type { Archive } from '../container/archive.ts';
import { chartText } from '../office/chart-text.ts';
import { readRelationships } from '../office/relationships.ts';
import { SlideShapes } from '../office/slide-shapes.ts';

/** What is drawn on a sheet, a line each: text boxes, and charts with their titles and labels. */
export async function readSheetDrawings(archive: Archive, sheet: string): Promise<string[]> {
  const lines: string[] = [];
  for (const drawing of await partsOf(archive, sheet, 'drawing')) {
    const shapes = new SlideShapes();
    await archive.readXml(drawing, shapes);
    for (const block of shapes.blocks) if ('text' in block) lines.push(block.text);
    for (const chart of await partsOf(archive, drawing, 'chart')) {
      lines.push(await chartText(archive, chart));
    }
  }
  return lines.filter((line) => line !== '');
}

async function partsOf(archive: Archive, part: string, type: string): Promise<string[]> {
  const found = (await readRelationships(archive, part)).filter(
    (relationship) => relationship.type === type && archive.has(relationship.target),
  );
  return found.map(({ target }) => target);
}
