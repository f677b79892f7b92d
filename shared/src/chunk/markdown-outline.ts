import { blockParser } from '../visible/block-parser.ts';
import { readFrontMatter } from './front-matter.ts';
import { headingAnchors } from './heading-anchors.ts';
import { derivedHeadingText, headingText } from './heading-text.ts';
import { indexFrom } from './index-from.ts';
import { addHtmlHeadings } from './markdown-html.ts';
import { withOtherTables } from './markdown-tables.ts';
import {
  afterBlankLine,
  anyLine,
  bareOutline,
  type Heading,
  isBlank,
  type LineRange,
  type Outline,
  type TableLines,
} from './outline.ts';
import { readUnfenced } from './unfenced-front-matter.ts';

const markdown = blockParser(true);
// In MDX a tag does not hide the Markdown that follows it, and derived Markdown has no tags.
const withoutHtml = blockParser(false);
// Link definitions stay paragraphs, so that their lines belong to a block too.
for (const parser of [markdown, withoutHtml]) parser.block.ruler.disable('reference');

/** The headings, tables and block borders of a Markdown or MDX document. */
export function markdownOutline(lines: string[], kind: 'markdown' | 'mdx' | 'derived'): Outline {
  const front = readFrontMatter(lines) ?? (kind === 'derived' ? null : readUnfenced(lines));
  const bodyStart = front?.end ?? 0;
  const hasBullets = kind === 'markdown' && isBulleted(lines, bodyStart);
  const cuts = new Uint8Array(lines.length);
  for (let i = 0; i < lines.length; i++) cuts[i] = isBlank(lines[i - 1]) ? afterBlankLine : anyLine;
  const headings: Heading[] = [];
  const summaries: number[] = [];
  const known: TableLines[] = [];
  const isCode = new Uint8Array(lines.length);
  // A lone \r ends a line for the parser, but not for git.
  const body = lines.slice(bodyStart).join('\n').replaceAll('\r', ' ');
  const tokens = (kind === 'markdown' ? markdown : withoutHtml).parse(body, {});
  for (const [index, token] of tokens.entries()) {
    if (!token.map) continue;
    const line = token.map[0] + bodyStart;
    cuts[line] = Math.min(cuts[line] ?? anyLine, token.level);
    if (token.type === 'table_open') {
      known.push({ header: { first: line, end: line + 2 }, end: token.map[1] + bodyStart });
    }
    if (token.type === 'fence') isCode.fill(1, line, token.map[1] + bodyStart);
    const inside = tokens[index + 1]?.content ?? '';
    const paragraphEnd = token.type === 'paragraph_open' ? token.map[1] + bodyStart : line;
    const tags = kind === 'derived' ? '' : tagsOf(lines.slice(line, paragraphEnd), token.level);
    const isInBullet = hasBullets && token.type === 'heading_open';
    if (token.level > 0 && tags === '' && !isInBullet) continue;
    const html = token.type === 'html_block' ? token.content : tags;
    if (html !== '') addHtmlHeadings(html, line, headings, summaries);
    else if (token.type === 'heading_open') {
      const text = kind === 'derived' ? derivedHeadingText(inside) : headingText(inside);
      headings.push({ line, level: Number(token.tag.slice(1)), text });
    }
  }
  const { tables, dashed } =
    kind === 'derived'
      ? { tables: known, dashed: [] }
      : withOtherTables({ lines, bodyStart, isCode }, cuts, known, kind);
  const statedTitle = front?.title ?? null;
  const frontMatter = front?.keys ?? null;
  // GitHub reads MDX as Markdown.
  const anchors = headingAnchors(kind === 'mdx' ? markdown.parse(body, {}) : tokens, bodyStart);
  return {
    ...bareOutline(cuts),
    ...{ statedTitle, frontMatter, bodyStart, anchors, tables },
    headings: headingsApart(headings, dashed),
  };
}

/** Whether all of it is bullets, as an outliner (Logseq) writes pages: their headings are its own. */
function isBulleted(lines: readonly string[], bodyStart: number): boolean {
  let hasHeading = false;
  for (let at = bodyStart; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!/^(?:-(?:\s|$)|\s|$)/.test(line)) return false;
    hasHeading ||= /^\s*- #{1,6} /.test(line);
  }
  return hasHeading;
}

/**
 * The HTML in a paragraph, which MDX has in place of a block: all of it when it begins with a tag,
 * else the `</details>` at the left edge, where they end a text or an item of a list; other lines
 * are blank.
 */
function tagsOf(paragraph: readonly string[], level: number): string {
  const text = paragraph.join('\n');
  if (level === 0 && /^\s*<(?:h[1-6]|summary|details|div)\b/i.test(text)) return text;
  if (!/^<\/details/im.test(text)) return '';
  return paragraph.map((line) => (/^<\/details/i.test(line) ? line : '')).join('\n');
}

/** Those that are not in a table, whose last line of dashes reads as an underline. */
function headingsApart(headings: Heading[], tables: readonly LineRange[]): Heading[] {
  if (tables.length === 0) return headings;
  return headings.filter(({ line }) => {
    const table = tables[indexFrom(tables, line + 1, ({ first }) => first) - 1];
    return table === undefined || line >= table.end;
  });
}
