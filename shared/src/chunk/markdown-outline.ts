import { blockParser } from '../visible/block-parser.ts';
import { readFrontMatter } from './front-matter.ts';
import { headingAnchors } from './heading-anchors.ts';
import { derivedHeadingText, headingText } from './heading-text.ts';
import { addHtmlHeadings, htmlTables } from './markdown-html.ts';
import {
  afterBlankLine,
  anyLine,
  bareOutline,
  type Heading,
  isBlank,
  type Outline,
  type TableLines,
} from './outline.ts';

const markdown = blockParser(true);
// In MDX a tag does not hide the Markdown that follows it, and derived Markdown has no tags.
const withoutHtml = blockParser(false);
// Link definitions stay paragraphs, so that their lines belong to a block too.
for (const parser of [markdown, withoutHtml]) parser.block.ruler.disable('reference');

/** The headings, tables and block borders of a Markdown or MDX document. */
export function markdownOutline(lines: string[], kind: 'markdown' | 'mdx' | 'derived'): Outline {
  const front = readFrontMatter(lines);
  const bodyStart = front?.end ?? 0;
  const cuts = new Uint8Array(lines.length);
  for (let i = 0; i < lines.length; i++) cuts[i] = isBlank(lines[i - 1]) ? afterBlankLine : anyLine;
  const headings: Heading[] = [];
  const summaries: number[] = [];
  const tables: TableLines[] = [];
  // A lone \r ends a line for the parser, but not for git.
  const body = lines.slice(bodyStart).join('\n').replaceAll('\r', ' ');
  const tokens = (kind === 'markdown' ? markdown : withoutHtml).parse(body, {});
  for (const [index, token] of tokens.entries()) {
    if (!token.map) continue;
    const line = token.map[0] + bodyStart;
    cuts[line] = Math.min(cuts[line] ?? anyLine, token.level);
    if (token.type === 'table_open') {
      tables.push({ header: { first: line, end: line + 2 }, end: token.map[1] + bodyStart });
    }
    const inside = tokens[index + 1]?.content ?? '';
    const paragraphEnd = token.type === 'paragraph_open' ? token.map[1] + bodyStart : line;
    const tags = kind === 'derived' ? '' : tagsOf(lines.slice(line, paragraphEnd), token.level);
    if (token.level > 0 && tags === '') continue;
    const html = token.type === 'html_block' ? token.content : tags;
    if (html !== '') {
      addHtmlHeadings(html, line, headings, summaries);
      tables.push(...htmlTables(html, line));
    } else if (token.type === 'heading_open') {
      const text = kind === 'derived' ? derivedHeadingText(inside) : headingText(inside);
      headings.push({ line, level: Number(token.tag.slice(1)), text });
    }
  }
  for (const { header, end } of tables) markRows(lines, cuts, header.end, end);
  const statedTitle = front?.title ?? null;
  const frontMatter = front?.keys ?? null;
  // GitHub reads MDX as Markdown.
  const anchors = headingAnchors(kind === 'mdx' ? markdown.parse(body, {}) : tokens, bodyStart);
  return { ...bareOutline(cuts), statedTitle, frontMatter, bodyStart, headings, anchors, tables };
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

/** HTML's rows are better places to cut than the lines inside them. */
function markRows(lines: readonly string[], cuts: Uint8Array, first: number, end: number): void {
  for (let line = first; line < end; line++) {
    if (/^\s*<tr\b/i.test(lines[line] ?? '')) cuts[line] = Math.min(cuts[line] ?? anyLine, 3);
  }
}
