/** A heading that opens a section of the document. */
export interface Heading {
  /** 0-based number of the line it starts on. */
  line: number;
  /** 1 is the outermost. */
  level: number;
  /** Without its marks. */
  text: string;
}

/** What a format's reader finds out about a document's lines; cutting needs nothing else. */
export interface Outline {
  title: string | null;
  headings: Heading[];
  /** 0-based number of the first line that is content. */
  firstLine: number;
  /**
   * One number per line: how good a place to cut lies before it. 0 starts a block of the section,
   * higher numbers start parts of a block, `anyLine` is the last resort.
   */
  cuts: Uint8Array;
}

export const anyLine = 9;
