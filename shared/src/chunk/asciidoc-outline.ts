import { asciidocHeader } from './asciidoc-header.ts';
import { readFrontMatter } from './front-matter.ts';
import { headingText } from './heading-text.ts';
import { anyLine, type Heading, isBlank, type Outline, type TableLines } from './outline.ts';
import { plainOutline } from './plain-outline.ts';

const delimiter = /^(?:([-.=*_+/])\1{3,}|--|```[\w+#.-]*|[|,:!]={3,})\s*$/;
const section = /^(={1,6}|#{1,6})[ \t]+(\S.*)$/;
const underline = /^([=~^+-])\1*\s*$/;
const underlines = '=-~^+';
const attribute = /^:([\w][\w-]*):[ \t]+(.*)$/;

/**
 * AsciiDoc: text by lines, with its section titles of one line or underlined, and its tables.
 * Inside a delimited block nothing is a title, and lines are worse places to cut.
 * https://docs.asciidoctor.org/asciidoc/latest/sections/titles-and-levels/
 */
export function asciidocOutline(lines: string[]): Outline {
  const outline = plainOutline(lines);
  const front = readFrontMatter(lines);
  const bodyStart = front?.end ?? 0;
  const headings: Heading[] = [];
  const tables: TableLines[] = [];
  const attributes = new Map<string, string>();
  const lastOf = new Map(lines.map((line, index) => [line.trimEnd(), index]));
  for (let i = bodyStart; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const titled = titleAt(lines, i);
    if (titled) {
      headings.push({ line: i, level: titled.level, text: textOf(titled.text, attributes) });
      if (titled.isUnderlined) outline.cuts[++i] = anyLine;
      continue;
    }
    const [, name, value = ''] = attribute.exec(line) ?? [];
    if (name !== undefined) attributes.set(name.toLowerCase(), value.trim());
    // A block that never ends is none.
    if (!delimiter.test(line) || (lastOf.get(closingOf(line)) ?? 0) <= i) continue;
    const first = i;
    do {
      i += 1;
      outline.cuts[i] = Math.min((outline.cuts[i] ?? 0) + 3, anyLine);
    } while (lines[i]?.trimEnd() !== closingOf(line));
    const header = /^[|,:!]=/.test(line) ? asciidocHeader(lines, first) : null;
    if (header !== null) tables.push({ header, end: i });
  }
  const { title = null, keys = null } = front ?? {};
  return { ...outline, statedTitle: title, frontMatter: keys, bodyStart, headings, tables };
}

function closingOf(line: string): string {
  return line.startsWith('```') ? '```' : line.trimEnd();
}

function titleAt(lines: readonly string[], at: number) {
  const line = lines[at]?.trimEnd() ?? '';
  const [, marks, text] = section.exec(line) ?? [];
  if (marks !== undefined && text !== undefined) {
    const bare = text.endsWith(` ${marks}`) ? text.slice(0, -marks.length) : text;
    return { level: marks.length, text: bare, isUnderlined: false };
  }
  const below = lines[at + 1]?.trimEnd() ?? '';
  const isTitle =
    underline.test(below) &&
    Math.abs(below.length - line.length) < 2 &&
    isBlank(lines[at - 1]) &&
    /^[\p{L}\p{N}]/u.test(line);
  if (!isTitle) return null;
  return { level: underlines.indexOf(below[0] ?? '') + 1, text: line, isUnderlined: true };
}

/** A title as a reader sees it: attributes in their places, without marks, anchors and macros. */
function textOf(title: string, attributes: ReadonlyMap<string, string>): string {
  const text = title
    .slice(0, 300)
    .replace(/\{([\w][\w-]*)\}/g, (whole, name: string) => {
      return attributes.get(name.toLowerCase())?.slice(0, 100) ?? whole;
    })
    .replace(/\[\[[^\]]*\]\]|\(\(\(?|\)\)\)?/g, '')
    .replace(/(?:\w{2,9}:{1,2}|<<)[^\s[\]<>]*\[([^\]]*)\]/g, '$1')
    .replace(/<<[^,>]*,\s*([^>]*)>>/g, '$1')
    .replace(/(?<![\p{L}\p{N}])([+#])(?=\S)([^+#]*\S)\1(?![\p{L}\p{N}])/gu, '$2');
  return headingText(text);
}
