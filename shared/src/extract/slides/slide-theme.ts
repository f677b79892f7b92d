import { type Colour, readColour } from '../../visible/read-colour.ts';
import type { Archive } from '../container/archive.ts';
import { readRelationships } from '../office/relationships.ts';
import { noTheme, SlideLook, type SlideTheme } from '../office/slide-look.ts';

/** Reads the theme of a slide. @param known by the part of the layout: slides share theirs */
export async function readSlideTheme(
  archive: Archive,
  slide: string,
  known: Map<string, SlideTheme>,
): Promise<SlideTheme> {
  const layout = await partOf(archive, slide, 'slideLayout');
  const theme = layout === null ? noTheme : (known.get(layout) ?? (await read(archive, layout)));
  if (layout !== null) known.set(layout, theme);
  return theme;
}

async function read(archive: Archive, layout: string): Promise<SlideTheme> {
  const master = await partOf(archive, layout, 'slideMaster');
  const part = master && (await partOf(archive, master, 'theme'));
  if (!master || !part) return noTheme;
  const colours = await readColours(archive, part);
  await archive.readXml(master, {
    open(name, attributes) {
      if (name !== 'clrMap') return;
      for (const [mapped, of] of Object.entries(attributes)) {
        const colour = colours.get(of);
        if (colour) colours.set(mapped, colour);
      }
    },
  });
  let theme: SlideTheme = { ...noTheme, colours };
  for (const below of [master, layout]) {
    const look = new SlideLook(theme);
    await archive.readXml(below, look);
    theme = look.theme;
  }
  return theme;
}

/** ECMA-376 part 1, 20.1.6.2: the twelve colours of a theme, each of one value. */
async function readColours(archive: Archive, part: string): Promise<Map<string, Colour>> {
  const colours = new Map<string, Colour>();
  let name: string | null = null;
  await archive.readXml(part, {
    open(element, { val = '', lastClr }) {
      if (/^(?:dk[12]|lt[12]|accent[1-6]|hlink|folHlink)$/.test(element)) name = element;
      const colour = name && /^(?:srgb|sys)Clr$/.test(element) ? readColour(lastClr ?? val) : null;
      if (name && colour && !colours.has(name)) colours.set(name, colour);
    },
    close(element) {
      if (element === name) name = null;
    },
  });
  return colours;
}

async function partOf(archive: Archive, of: string, type: string): Promise<string | null> {
  const related = await readRelationships(archive, of);
  const target = related.find((relationship) => relationship.type === type)?.target;
  return target !== undefined && archive.has(target) ? target : null;
}
