import { type Handler, Parser } from 'htmlparser2';
import { HiddenElements } from './hidden-elements.ts';
import { InlineReader } from './inline-html.ts';
import { markdownRegions, type Range } from './markdown-regions.ts';

/** Attributes whose values a page shows, or that a link and a picture need. */
const shownAttributes = new Set(
  (
    'href src srcset alt id name width height align valign border start type rowspan colspan open ' +
    'checked lang dir target rel rev media controls loading cite datetime download'
  ).split(' '),
);

/**
 * What a page made of a Markdown document does not show: comments, elements that are hidden, titles
 * and other values of attributes, definitions of links that nothing refers to, the words after the
 * language of a code block. In order, and apart from each other.
 */
export function hiddenInMarkdown(text: string, kind: 'markdown' | 'mdx'): Range[] {
  if (!/<[!?a-z]|\]:|\]\(|```|~~~|\{\/\*/i.test(text)) return [];
  const { code, inline, definitions, infoStrings } = markdownRegions(text, kind);
  const reader = new InlineReader(text);
  const read = inline.map((range) => reader.read(range));
  const plain = [...code, ...read.flatMap((each) => each.plain)];
  const html = blanked(text, merged([...plain, ...definitions]));
  return merged([
    ...read.flatMap((each) => each.titles),
    ...infoStrings,
    ...hiddenDefinitions(text, definitions),
    ...(kind === 'mdx' ? mdxComments(html) : []),
    ...hiddenInHtml(html),
  ]);
}

function hiddenInHtml(html: string): Range[] {
  const hidden: Range[] = [];
  const elements = new HiddenElements();
  let hiddenFrom: number | null = null;
  const handler: Partial<Handler> = {
    onopentag(name, attributes) {
      const wasHidden = elements.hidesText;
      const tag = html.slice(parser.startIndex, parser.endIndex + 1);
      elements.open(name, withJsxStyle(attributes, tag));
      if (!wasHidden && elements.hidesText) hiddenFrom = parser.startIndex;
      else if (!elements.hidesText) hidden.push(...hiddenAttributes(tag, parser.startIndex));
    },
    onclosetag() {
      const wasHidden = elements.hidesText;
      elements.close();
      if (!wasHidden || elements.hidesText || hiddenFrom === null) return;
      hidden.push([hiddenFrom, parser.endIndex + 1]);
      hiddenFrom = null;
    },
    oncomment: () => hidden.push([parser.startIndex, parser.endIndex + 1]),
    onprocessinginstruction: () => hidden.push([parser.startIndex, parser.endIndex + 1]),
  };
  // Without entities to decode, the parser looks for tags alone.
  const parser = new Parser(handler, { decodeEntities: html.includes('&') });
  parser.end(html);
  return hidden;
}

/** `style={{ fontSize: 0 }}` as a style of CSS. */
function withJsxStyle(attributes: Record<string, string>, tag: string): Record<string, string> {
  const style = /\sstyle=\{\{([^{}]{0,2000})\}\}/.exec(tag)?.[1];
  if (style === undefined) return attributes;
  const css = style
    .replace(/['"]/g, '')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    .replaceAll(',', ';');
  return { ...attributes, style: css };
}

/** The values of attributes that no page shows; those of a component may be shown by it. */
function hiddenAttributes(tag: string, at: number): Range[] {
  if (!/^<(?:[a-z][a-z0-9]*|[A-Z][A-Z0-9]*)[\s/>]/.test(tag)) return [];
  const attributes = /\s([a-z_:][\w:.-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)/gi;
  return [...tag.matchAll(attributes)]
    .filter(({ 1: name = '' }) => !shownAttributes.has(name.toLowerCase()))
    .map(({ 0: whole, 2: value = '', index }) => {
      const start = at + index + whole.length - value.length;
      return [start, start + value.length];
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
