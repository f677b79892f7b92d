import { hiddenInHtml } from './hidden-html.ts';
import { InlineReader } from './inline-html.ts';
import { markdownRegions, type Range } from './markdown-regions.ts';

/**
 * What a page made of a Markdown document does not show: comments, elements that are hidden, titles
 * and other values of attributes, definitions of links that nothing refers to, the words after the
 * language of a code block. In order, and apart from each other.
 */
export function hiddenInMarkdown(text: string, kind: 'markdown' | 'mdx'): Range[] {
  if (!/<[!?a-z]|\]:|\]\(|```|~~~|\{\/\*/i.test(text)) return [];
  const regions = markdownRegions(text, kind);
  const { code, blocks, definitions, infoStrings } = regions;
  const reader = new InlineReader(text);
  const read = blocks.flatMap(({ range, kind }) => (kind === 'html' ? [] : [reader.read(range)]));
  const plain = [...code, ...read.flatMap((each) => each.plain)];
  const tags = blanked(text, merged([...plain, ...definitions]));
  const html = asTokenized(blanked(tags, neverClosed(tags, reader.rawTags)));
  return merged([
    ...read.flatMap((each) => each.titles),
    ...infoStrings,
    ...hiddenDefinitions(text, definitions),
    ...(kind === 'mdx' ? mdxComments(html) : []),
    ...hiddenInHtml(html, regions),
  ]);
}

/** A browser ends CDATA that is never closed at the next `>`, as a declaration. */
function asTokenized(html: string): string {
  const last = html.lastIndexOf(']]>');
  return html.replaceAll('<![CDATA[', (mark, at: number) => (at > last ? '<!-CDATA-' : mark));
}

/** Tags that GitHub shows as text, as without an end their content would be all that follows. */
function neverClosed(html: string, rawTags: InlineReader['rawTags']): Range[] {
  if (rawTags.length === 0) return [];
  const lower = html.toLowerCase();
  const last = new Map<string, number>();
  return rawTags.flatMap(({ at, name }): Range[] => {
    const closing = last.get(name) ?? lower.lastIndexOf(`</${name}`);
    last.set(name, closing);
    return closing > at ? [] : [[at, at + 1]];
  });
}

function mdxComments(html: string): Range[] {
  const comments: Range[] = [];
  for (let at = html.indexOf('{/*'); at >= 0; at = html.indexOf('{/*', at)) {
    const close = html.indexOf('*/}', at);
    if (close < 0) break;
    comments.push([at, close + 3]);
    at = close + 3;
  }
  return comments;
}

/** All but plain addresses of labels that the text uses. */
function hiddenDefinitions(text: string, definitions: readonly Range[]): Range[] {
  if (definitions.length === 0) return [];
  const used = new Set<string>();
  for (const { 1: label = '' } of text.matchAll(/\[([^[\]]{1,999})\](?!:)/g))
    used.add(keyOf(label));
  return definitions.flatMap(([start, end]): Range[] => {
    const [, head = '', label = '', target = ''] =
      /^((?:\s*>)*\s*\[([^[\]]+)\]:\s*(\S+))/.exec(text.slice(start, end)) ?? [];
    const isPlain = used.has(keyOf(label)) && /[\p{L}\p{N}]/u.test(target);
    return isPlain ? [[start + head.length, end]] : [[start, end]];
  });
}

/** https://spec.commonmark.org/0.31.2/#matches */
function keyOf(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** A text without these parts, which are in order and apart from each other. */
export function withoutRanges(text: string, ranges: readonly Range[]): string {
  let shown = '';
  let end = 0;
  for (const [from, to] of ranges) {
    shown += text.slice(end, from);
    end = to;
  }
  return shown + text.slice(end);
}

function blanked(text: string, ranges: readonly Range[]): string {
  let blank = '';
  let end = 0;
  for (const [from, to] of ranges) {
    blank += text.slice(end, from) + blankOf(text.slice(from, to));
    end = to;
  }
  return blank + text.slice(end);
}

function blankOf(text: string): string {
  const lines = text.split('\n');
  return lines.map(({ length }) => ' '.repeat(length)).join('\n');
}

/** Ranges in order; those that overlap are one. */
function merged(ranges: readonly Range[]): Range[] {
  const result: [number, number][] = [];
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (end > start) result.push([start, end]);
  }
  return result;
}
