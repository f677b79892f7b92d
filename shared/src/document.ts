/**
 * The glossary. Every rank above speaks in these types.
 *
 * source    a GitHub repository or a Drive folder tree that is kept in sync
 * entry     one file as a source lists it, before anything is fetched
 * document  one file whose text is indexed
 * chunk     a run of a document's lines, with the headings above it
 * passage   a chunk's text on its own, shared by every chunk that says exactly the same
 */

export type SourceKind = 'github' | 'drive';

/**
 * A chunk of a document: `text` is what stands on the lines, both ends counted, from line 1; rows
 * of a long table have the lines of its header before them. Only a line too long for one chunk is
 * cut inside; its pieces all name that line.
 */
export interface Chunk {
  /**
   * The headings above the text, outermost first, led by the title that front matter states;
   * never the file's name or path.
   */
  headingPath: string[];
  text: string;
  startLine: number;
  endLine: number;
}

/** A document's text in pieces, and what its own structure says about it. */
export interface ChunkedDocument {
  /** From front matter, else the first top heading; null when the text names none. */
  title: string | null;
  /** Every heading in order, without its marks. */
  headings: string[];
  /** The names that code defines: functions, classes, types. Prose has none. */
  definitions: string[];
  chunks: Chunk[];
}

/** Where the parts of a file begin in the text made of it: its pages, slides, sheets or own lines. */
export interface Locations {
  kind: 'page' | 'slide' | 'sheet' | 'line';
  /** In order; each holds from its line of the text, counted from 1, until the next one's. */
  starts: { line: number; at: number | string }[];
}

/** Weights per term, terms ascending and distinct. Both arrays have one length. */
export interface SparseVector {
  terms: number[];
  weights: number[];
}
