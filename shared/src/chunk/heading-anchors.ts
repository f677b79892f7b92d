import GithubSlugger from 'github-slugger';
import type { Token } from 'markdown-it';
import { indexFrom } from './index-from.ts';
import { inlineTokens } from './inline-tokens.ts';

/** Where a heading is on the page that GitHub makes of a Markdown file. */
export interface HeadingAnchor {
  /** 0-based number of the line that the heading starts on. */
  line: number;
  /** Without the `#`; empty: the heading has no letter. */
  anchor: string;
}

/** Bounded, so that tags that never close cost no more than they are long. */
const htmlHeading = /<h([1-6])\b[^>]{0,300}>([\s\S]{0,600}?)<\/h\1\s*>/gi;
/** Kinds of HTML block whose content is no HTML. */
const noHeadings = /^\s*<(?:!--|pre\b|script\b|style\b|textarea\b)/i;

/**
 * The anchors of all headings, in lists and quotations too: where two are the same, each counts.
 * GitHub makes them of a heading's text alone, so an id that a site generator reads is part of it.
 * @param tokens of the blocks
 * @param bodyStart what the tokens' line 0 is in the document
 */
export function headingAnchors(tokens: readonly Token[], bodyStart: number): HeadingAnchor[] {
  const slugger = new GithubSlugger();
  return tokens.flatMap((token, index) => {
    const line = (token.map?.[0] ?? 0) + bodyStart;
    const texts = headingsOf(token, tokens[index + 1]);
    return texts.map((text) => ({ line, anchor: slugger.slug(text) }));
  });
}

/** The anchor of the section that a line is in; null: it is above the first, or has none. */
export function anchorAt(anchors: readonly HeadingAnchor[], line: number): string | null {
  const after = indexFrom(anchors, line + 1, (heading) => heading.line);
  return anchors[after - 1]?.anchor || null;
}

function headingsOf(token: Token, inside: Token | undefined): string[] {
  if (token.type === 'heading_open') return [textOf(inside?.content ?? '')];
  if (token.type !== 'html_block' || noHeadings.test(token.content)) return [];
  return [...token.content.matchAll(htmlHeading)].map(([, , html = '']) => textOf(html.trim()));
}

/** The text that a browser shows of a heading; images are none. */
function textOf(source: string): string {
  // What a reference names is elsewhere in the file.
  const text = source.replace(/(\[[^\]]*\])\[[^\]]*\]/g, '$1');
  return inlineTokens(text)
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('');
}
