import type { SourceKind } from '../document.ts';

/** One file as a source lists it, before anything is fetched. */
export interface Entry {
  /** The source's own id of the file: its path in GitHub, its file id in Drive. */
  externalId: string;
  /** From the repository's or folder's root, with `/`. */
  path: string;
  /** Changes when the content does; equal versions are equal contents. */
  version: string;
  /** Null when only fetching tells. */
  sizeBytes: number | null;
  /** What the source says the file is, for example `application/vnd.google-apps.document`. */
  mediaType?: string;
  /** The source's own link to the file, where it gives one. */
  link?: string;
  /** When the content last changed (ISO 8601), where the listing says so. */
  changedAt?: string;
  /** Why the listing alone rules the file out, for example `symlink`. */
  skip?: string;
  /** The source's attributes say that people wrote it: no marker in its text says otherwise. */
  isAuthored?: boolean;
}

/** A file's content as fetched. */
export interface Content {
  bytes: Uint8Array;
  /** Name and type of the bytes: an export has its own. */
  name: string;
  mediaType?: string;
}

/** A file that came together with others. */
export interface Fetched {
  entry: Entry;
  content: Content;
}

/** Where a source stood, in its own words; stored as JSON and handed back at the next sync. */
export type Cursor = Readonly<Record<string, unknown>>;

export type Listing =
  /** Nothing changed; a cursor, if there is one, is where to look from next time. */
  | { kind: 'unchanged'; cursor?: Cursor }
  /** Some files are new or changed; nothing is gone. */
  | { kind: 'changes'; entries: Entry[]; cursor: Cursor }
  /**
   * All there is, if `complete`: the one ground for a delete (invariant 1). If not, files may be
   * missing, and nothing is.
   */
  | Inventory;

export interface Inventory {
  kind: 'inventory';
  complete: boolean;
  entries: Entry[];
  cursor: Cursor;
  /** What people call the source, where that is not its name. */
  title?: string;
  /** Links made for an earlier cursor may lead nowhere: unchanged files get the new ones, too. */
  relink?: boolean;
  /** When whatever changed since the cursor did, where it all did at once (ISO 8601). */
  changedAt?: string;
}

/** One repository or folder tree, read by a sync. */
export interface Source {
  readonly kind: SourceKind;
  readonly name: string;
  /** Requests sent so far. */
  readonly requests: number;
  /**
   * What is there now, or what changed since `cursor`; null lists in any case.
   * @param isKnown whether a file of that external id is stored
   */
  list(cursor: Cursor | null, isKnown: (externalId: string) => Promise<boolean>): Promise<Listing>;
  /** A file that is to be tried again, as it is now; null when it is no longer there. */
  find(externalId: string, path: string, version: string): Promise<Entry | null>;
  /** @throws EntryError when only this file is affected */
  fetch(entry: Entry): Promise<Content>;
  /**
   * As many of the files as come cheaper together, in any order; none when that is not worth it.
   * The others are to be fetched.
   */
  fetchMany?(entries: readonly Entry[], cursor: Cursor): AsyncIterable<Fetched>;
  /** A link to the file as it stood at `cursor`, without line numbers. */
  url(entry: Entry, cursor: Cursor): string;
  /** When the file at that path last changed before `cursor` (ISO 8601); null when that is not told. */
  lastChange?(path: string, cursor: Cursor): Promise<string | null>;
}

/** A file that cannot be had; the run goes on and records it with `reason`. */
export class EntryError extends Error {
  override readonly name = 'EntryError';
  readonly reason: string;
  /** skipped: trying again is of no use; failed: it may pass. */
  readonly outcome: 'skipped' | 'failed';

  constructor(
    reason: string,
    message: string,
    options: ErrorOptions & { outcome?: 'skipped' | 'failed' } = {},
  ) {
    super(message, options);
    this.reason = reason;
    this.outcome = options.outcome ?? 'failed';
  }
}
