import { anyLine, type Heading, isBlank, type Outline } from './outline.ts';
import { plainOutline } from './plain-outline.ts';

const adornment = /^([!-/:-@[-`{-~])\1{2,}\s*$/;

/**
 * reStructuredText: text by lines, with the headings that are underlined, and perhaps overlined,
 * by a row of one mark. Each style's level is the order in which the document first uses it.
 * https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#sections
 */
export function rstOutline(lines: string[]): Outline {
  const outline = plainOutline(lines);
  const styles: string[] = [];
  const headings: Heading[] = [];
  for (let i = 0; i + 1 < lines.length; i++) {
    const text = lines[i]?.trim() ?? '';
    const mark = adornment.exec(lines[i + 1] ?? '')?.[1];
    if (text === '' || !mark || adornment.test(text)) continue;
    if ((lines[i + 1]?.trimEnd().length ?? 0) < text.length) continue;
    const overlined = adornment.exec(lines[i - 1] ?? '')?.[1] === mark;
    if (!overlined && (/^\s/.test(lines[i] ?? '') || !isBlank(lines[i - 1]))) continue;
    const style = overlined ? mark + mark : mark;
    if (!styles.includes(style)) styles.push(style);
    const line = overlined ? i - 1 : i;
    outline.cuts.fill(anyLine, line + 1, i + 2);
    headings.push({ line, level: styles.indexOf(style) + 1, text: withoutRoles(text) });
  }
  return { ...outline, headings };
}

/** Inline marks off: ``code``, :role:`text <target>`, **strong**, `link`_. */
function withoutRoles(text: string): string {
  return text
    .slice(0, 300)
    .replace(/(?::[\w:+.-]+:)?`+([^`<]*)(?:<[^`>]*>)?`+_{0,2}/g, '$1')
    .replace(/\*\*?([^*]+)\*\*?/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed();
}
