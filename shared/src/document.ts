/**
 * The glossary, and the types that all higher ranks use.
 *
 * source    what is kept in sync as a whole: a GitHub repository, its conversations, a Drive folder
 *           with its subfolders, a documentation site, or a folder on this machine
 * entry     one file, conversation or page as a source lists it, before anything is fetched
 * document  one file, conversation or page whose text is indexed
 * chunk     consecutive lines of a document, with the headings above them
 * passage   a chunk's text, stored once for all chunks with exactly this text
 */

export const sourceKinds = ['github', 'drive', 'conversations', 'web', 'folder'] as const;

export type SourceKind = (typeof sourceKinds)[number];

/**
 * A chunk of a document. `text` is the text of the lines from `startLine` to `endLine`, inclusive,
 * counted from 1; rows of a long table follow the lines of its header. Only a line that is too long
 * for one chunk is cut; each piece has that line's number.
 */
export interface Chunk {
  /**
   * The headings above the text, outermost first, after the title from the front matter, if any;
   * never the file's name or path.
   */
  headingPath: string[];
  /** Of the heading it begins under, on the page that GitHub makes of Markdown; null: none. */
  anchor: string | null;
  text: string;
  startLine: number;
  endLine: number;
}

/** A document's text in chunks, and what its structure says about it. */
export interface ChunkedDocument {
  /** From the front matter, else the first top-level heading; null if there is neither. */
  title: string | null;
  /** Every heading in order, without markup. */
  headings: string[];
  /** The names that code defines: functions, classes, types. Empty for prose. */
  definitions: string[];
  chunks: Chunk[];
  /** Where the text has parts that a page made of it does not show; see visible/shown-lines.ts. */
  hidden: readonly number[];
}

/**
 * Where the pages, slides, sheets or lines of a file begin in the text extracted from it, or the
 * sections of a web page, each of which is named by its fragment (without the `#`).
 */
export interface Locations {
  kind: 'page' | 'slide' | 'sheet' | 'line' | 'section';
  /** In order; each part lasts from its line of the text, counted from 1, to the next part's. */
  starts: { line: number; at: number | string }[];
}

export const threadTypes = ['issue', 'pull', 'discussion', 'release'] as const;
export type ThreadType = (typeof threadTypes)[number];

export const threadStates = ['open', 'closed', 'merged', 'answered'] as const;
export type ThreadState = (typeof threadStates)[number];

/** What a conversation is, and how it stands. */
export interface Facts {
  type: ThreadType;
  /** Null: it has none, as a release. */
  state: ThreadState | null;
  labels: readonly string[];
}

/** A weight for each term; the terms are ascending and distinct, both arrays equally long. */
export interface SparseVector {
  terms: number[];
  weights: number[];
}
