import type { HeadingAnchor } from './heading-anchors.ts';

/** A heading that opens a section of the document. */
export interface Heading {
  /** 0-based number of the line it starts on. */
  line: number;
  /** 1 is the outermost. */
  level: number;
  /** Without its marks. */
  text: string;
  /** It heads the passages of its `<details>`, but is not one of the document's own headings. */
  isSummary?: boolean;
}

/** Lines by their 0-based numbers: the first counts, the end does not. */
export interface LineRange {
  first: number;
  end: number;
}

/** What a format's reader finds out about a document's lines; cutting needs nothing else. */
export interface Outline {
  /** Said beside the text, in front matter; null when it is not. */
  statedTitle: string | null;
  /** The lines of the keys that stand before the body; null when there are none. */
  frontMatter: LineRange | null;
  /** 0-based number of the body's first line. */
  bodyStart: number;
  headings: Heading[];
  /** In order; Markdown alone has them. */
  anchors: HeadingAnchor[];
  /** The names that code defines; prose has none. */
  definitions: string[];
  /**
   * One number per line: how good a place to cut lies before it. 0 starts a block of the section,
   * higher numbers start parts of a block.
   */
  cuts: Uint8Array;
  /** In order, and not inside each other. */
  tables: TableLines[];
}

/** A table whose header is repeated above each piece that it is cut into. */
export interface TableLines {
  header: LineRange;
  /** 0-based number of the line after its last. */
  end: number;
  /** The header, when it is a part of these lines. */
  text?: string;
}

/** The outline of lines of which nothing is known but where to cut them. */
export function bareOutline(cuts: Uint8Array): Outline {
  return {
    statedTitle: null,
    frontMatter: null,
    bodyStart: 0,
    headings: [],
    anchors: [],
    definitions: [],
    cuts,
    tables: [],
  };
}

/** The cuts of last resort: before any line, and before a line that follows a blank one. */
export const anyLine = 9;
export const afterBlankLine = 8;

export function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}
