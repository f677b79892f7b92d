import { Archive } from '../container/archive.ts';
import type { DocumentText } from '../document-text.ts';
import { MarkdownWriter, oneLine } from '../markdown/markdown-writer.ts';
import { writeTable } from '../markdown/write-table.ts';
import { chartText } from '../office/chart-text.ts';
import { mainPart, readRelationships } from '../office/relationships.ts';
import { noTheme, type SlideTheme } from '../office/slide-look.ts';
import { SlideShapes } from '../office/slide-shapes.ts';
import { Unreadable } from '../unreadable.ts';
import { readSlideTheme } from './slide-theme.ts';

/** A presentation slide by slide, in the order it is shown, each with its notes; hidden ones and hidden text are left out. */
export async function readPptx(bytes: Uint8Array): Promise<DocumentText> {
  const archive = await Archive.open(bytes);
  const writer = new MarkdownWriter();
  const themes = new Map<string, SlideTheme>();
  let found = false;
  for (const [index, part] of (await slideParts(archive)).entries()) {
    const slide = await readShapes(archive, part, await readSlideTheme(archive, part, themes));
    if (slide.isHidden) continue;
    const relationships = await readRelationships(archive, part);
    const partsOf = (type: string) =>
      relationships.filter((part) => part.type === type && archive.has(part.target));
    const title = oneLine(slide.title);
    if (writer.empty && title !== '') writer.heading(1, title);
    writer.locate(index + 1);
    writer.heading(2, title === '' ? `Slide ${index + 1}` : `Slide ${index + 1}: ${title}`);
    writeShapes(writer, slide);
    const diagrams = partsOf('diagramData');
    for (const { target } of diagrams) writeShapes(writer, await readShapes(archive, target));
    const charts: string[] = [];
    for (const { target } of partsOf('chart')) charts.push(await chartText(archive, target));
    for (const chart of charts) writer.paragraph(chart);
    const [notesPart] = partsOf('notesSlide');
    const notesShapes = notesPart ? await readShapes(archive, notesPart.target) : null;
    const notes = oneLine(notesShapes?.bodyText() ?? '');
    if (notes !== '') writer.paragraph(`Notes: ${notes}`);
    found ||=
      title !== '' ||
      slide.blocks.length > 0 ||
      notes !== '' ||
      diagrams.length > 0 ||
      charts.join('') !== '';
  }
  if (!found) throw new Unreadable('no_text', 'No slide holds text.');
  return { text: writer.finish(), locations: { kind: 'slide', starts: writer.starts } };
}

async function slideParts(archive: Archive): Promise<string[]> {
  const presentation = await mainPart(archive, 'ppt/presentation.xml');
  const targets = new Map(
    (await readRelationships(archive, presentation)).map(({ id, target }) => [id, target]),
  );
  const parts: string[] = [];
  await archive.readXml(presentation, {
    open(name, attributes) {
      const target = name === 'sldId' ? targets.get(attributes['r:id'] ?? '') : undefined;
      if (target !== undefined) parts.push(target);
    },
  });
  return parts;
}

async function readShapes(
  archive: Archive,
  part: string,
  theme: SlideTheme = noTheme,
): Promise<SlideShapes> {
  const shapes = new SlideShapes(theme);
  await archive.readXml(part, shapes);
  return shapes;
}

function writeShapes(writer: MarkdownWriter, slide: SlideShapes): void {
  for (const block of slide.blocks) {
    if (block.kind === 'table') writeTable(writer, block.rows);
    else if (block.kind === 'item') writer.item(block.level, block.text);
    else writer.paragraph(block.text);
  }
}
