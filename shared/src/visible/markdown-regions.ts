import { blockParser } from './block-parser.ts';

/** From one offset of a text to another; the end is not included. */
export type Range = readonly [start: number, end: number];

/** A paragraph of a tight list has no element of its own on the page. */
export interface MarkdownBlock {
  range: Range;
  kind: 'paragraph' | 'tight' | 'heading' | 'row' | 'html';
}

/** What Markdown makes of each part of a text; each kind in order. */
export interface MarkdownRegions {
  /** Code: it shows every character. */
  code: Range[];
  /** But for those of kind `html`, HTML counts in them where Markdown takes it for HTML. */
  blocks: MarkdownBlock[];
  /** Items of lists, and quotations. */
  containers: Range[];
  /** `[label]: address "title"`, which shows nothing by itself. */
  definitions: Range[];
  /** The words after the language of a code block. */
  infoStrings: Range[];
}

// A tag does not hide the Markdown that follows it in MDX.
const parsers = { markdown: blockParser(true), mdx: blockParser(false) };

/** Where code, HTML and text stand in a Markdown document. */
export function markdownRegions(text: string, kind: keyof typeof parsers): MarkdownRegions {
  const starts = lineStarts(text);
  const rangeOf = ([first, end]: readonly [number, number]): Range => [
    starts[first] ?? text.length,
    starts[end] ?? text.length,
  ];
  const regions: MarkdownRegions = {
    code: [],
    blocks: [],
    containers: [],
    definitions: [],
    infoStrings: [],
  };
  let paragraph: MarkdownBlock['kind'] = 'paragraph';
  // A lone \r ends a line for the parser, but not here.
  for (const { type, map, info, hidden } of parsers[kind].parse(text.replaceAll('\r', ' '), {})) {
    if (!map) continue;
    const range = rangeOf(map);
    if (type === 'fence' || type === 'code_block') regions.code.push(range);
    else if (type === 'paragraph_open') paragraph = hidden ? 'tight' : 'paragraph';
    else if (type === 'heading_open') paragraph = 'heading';
    else if (type === 'inline') regions.blocks.push({ range, kind: paragraph });
    else if (type === 'tr_open') regions.blocks.push({ range, kind: 'row' });
    else if (type === 'html_block') regions.blocks.push({ range, kind: 'html' });
    else if (type === 'list_item_open' || type === 'blockquote_open')
      regions.containers.push(range);
    else if (type === 'reference_definition') regions.definitions.push(range);
    if (type !== 'fence') continue;
    const lineEnd = starts[map[0] + 1] ?? text.length;
    const words = /[`~]{3,}[^\S\n]*[^\s`~]\S*([^\S\n][^\n]*\S)/.exec(text.slice(range[0], lineEnd));
    if (info.trim() !== '' && words?.[1]) {
      const end = range[0] + words.index + words[0].length;
      regions.infoStrings.push([end - words[1].length, end]);
    }
  }
  return regions;
}

/** The offset of every line's first character. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
