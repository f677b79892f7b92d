import { isBlank, type Outline } from './outline.ts';
import { plainOutline } from './plain-outline.ts';

/** Characters; a longer line is a paragraph. */
export const maxTitleLength = 150;

/** A text as people write it: its first line, when it stands alone and is short, is its title. */
export function proseOutline(lines: string[]): Outline {
  const outline = plainOutline(lines);
  const line = lines.findIndex((candidate) => !isBlank(candidate));
  const text = lines[line]?.trim() ?? '';
  const more = lines.slice(line + 1);
  const isTitle =
    text.length <= maxTitleLength &&
    /\p{L}{2}/u.test(text) &&
    isBlank(more[0]) &&
    !more.every(isBlank);
  return isTitle ? { ...outline, headings: [{ line, level: 1, text }] } : outline;
}
