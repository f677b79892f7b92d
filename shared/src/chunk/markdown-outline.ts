import MarkdownIt from 'markdown-it';
import { readFrontMatter } from './front-matter.ts';
import { headingText } from './heading-text.ts';
import { afterBlankLine, anyLine, type Heading, isBlank, type Outline } from './outline.ts';

// Only blocks matter here, and every one keeps its line range; inline rules cost three quarters of
// the time. Link definitions stay paragraphs, so that their lines belong to a block too.
function blockParser(html: boolean) {
  const parser = new MarkdownIt({ html });
  parser.core.ruler.enableOnly(['normalize', 'block']);
  parser.block.ruler.disable('reference');
  return parser;
}

const markdown = blockParser(true);
// In MDX a tag does not hide the Markdown that follows it.
const mdx = blockParser(false);

/** The headings and the block borders of a Markdown or MDX document. */
export function markdownOutline(lines: string[], kind: 'markdown' | 'mdx'): Outline {
  const front = readFrontMatter(lines);
  const bodyStart = front?.end ?? 0;
  const cuts = new Uint8Array(lines.length);
  for (let i = 0; i < lines.length; i++) cuts[i] = isBlank(lines[i - 1]) ? afterBlankLine : anyLine;
  const headings: Heading[] = [];
  // A lone \r ends a line for the parser, but not for git.
  const body = lines.slice(bodyStart).join('\n').replaceAll('\r', ' ');
  const tokens = (kind === 'mdx' ? mdx : markdown).parse(body, {});
  for (const [index, token] of tokens.entries()) {
    if (!token.map) continue;
    const line = token.map[0] + bodyStart;
    cuts[line] = Math.min(cuts[line] ?? anyLine, token.level);
    if (token.type !== 'heading_open' || token.level > 0) continue;
    const text = headingText(tokens[index + 1]?.content ?? '');
    headings.push({ line, level: Number(token.tag.slice(1)), text });
  }
  return {
    statedTitle: front?.title ?? null,
    frontMatter: front?.keys ?? null,
    bodyStart,
    headings,
    definitions: [],
    cuts,
  };
}
