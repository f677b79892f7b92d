import type { Facts, Locations, SourceKind } from '../document.ts';

/** One file as a source lists it, before anything is fetched. */
export interface Entry {
  /** The source's id for the file: its path in GitHub, its file id in Drive. */
  externalId: string;
  /** Relative to the root of the repository or folder, with `/`. */
  path: string;
  /** Changes when the content changes; equal versions mean equal contents. */
  version: string;
  /** Null if it is not known before the file is fetched. */
  sizeBytes: number | null;
  /**
   * The file's type according to the source, for example `application/vnd.google-apps.document`.
   */
  mediaType?: string;
  /** What the source calls the file, if that is its title for the people who use it. */
  title?: string;
  /** The source's link to the file, if it has one. */
  link?: string;
  /** When the content last changed (ISO 8601), if the listing says so. */
  changedAt?: string;
  /** Why the file is skipped without fetching it, for example `symlink`. */
  skip?: string;
  /** The source's attributes say that people wrote it: no marker in its text says otherwise. */
  isAuthored?: boolean;
  /** What it is, how it stands and what people call it, of a conversation. */
  facts?: Facts;
}

/** A file's fetched content. */
export interface Content {
  bytes: Uint8Array;
  /** The name of the bytes; an export has another name and type than its file. */
  name: string;
  mediaType?: string;
  /** For Markdown that the source made of what it read: where the page's sections begin in it. */
  locations?: Locations;
}

/** A file that was fetched together with others. */
export interface Fetched {
  entry: Entry;
  content: Content;
}

/**
 * The state of a source at the end of a sync, in a format of its own; stored as JSON for the next
 * sync.
 */
export type Cursor = Readonly<Record<string, unknown>>;

export type Listing =
  /** Nothing changed; the next sync starts from the cursor, if there is one. */
  | { kind: 'unchanged'; cursor?: Cursor; notes?: readonly string[] }
  /** Some files are new or changed; none is gone. */
  | Changes
  /**
   * If `complete`, all files there are: the only reason to delete others (invariant 1). If not,
   * some files may be missing, and nothing is deleted.
   */
  | Inventory;

export interface Changes {
  kind: 'changes';
  entries: Entry[];
  cursor: Cursor;
  /** The listing goes on from its cursor, once these are stored; perhaps in another slice. */
  isPart?: true;
  notes?: readonly string[];
}

export interface Inventory {
  kind: 'inventory';
  complete: boolean;
  entries: Entry[];
  cursor: Cursor;
  /** The source's name for people, if it differs from its `name`. */
  title?: string;
  /** Links made for an earlier cursor may be broken, so unchanged files get new links, too. */
  relink?: boolean;
  /** The cursor that it was asked with leads here again: it stays until all is stored. */
  keepsCursor?: true;
  /** When all changes since the cursor were made (ISO 8601), if they were made at one time. */
  changedAt?: string;
  /** What the people who look at the run should know, each a sentence. */
  notes?: readonly string[];
}

/** A file as it was last listed. */
export type StoredEntry = Pick<Entry, 'externalId' | 'path' | 'version' | 'skip'>;

/** What a listing may need to know of the sync that asks for it. */
export interface KnownToSync {
  /** Whether a file of that external id is stored. */
  isStored(externalId: string): Promise<boolean>;
  /** All files that are stored: what may not be read now, or was missed only once, is listed on. */
  readStored(): Promise<StoredEntry[]>;
  /** Files that were listed and are not stored: skipped, then with `skip`, or failed. */
  readUnindexed(): Promise<StoredEntry[]>;
  /**
   * External ids of what the source was told has changed: read again, whatever lists say; where it lists
   * in parts, in this part.
   */
  hints: readonly string[];
  /** A person forces the sync: what is missed once is gone. */
  isForced: boolean;
}

/** One repository or folder tree, read by a sync. */
export interface Source {
  readonly kind: SourceKind;
  readonly name: string;
  /** Requests sent so far. */
  readonly requests: number;
  /** After a listing: the name under which it is found now, if that is not `name`. */
  readonly movedTo?: string | undefined;
  /**
   * Lists all files, or what changed since `cursor`; with null, always lists all files.
   */
  list(cursor: Cursor | null, known: KnownToSync): Promise<Listing>;
  /** The current entry of a file that is retried; null if it no longer exists. */
  find(externalId: string, path: string, version: string): Promise<Entry | null>;
  /** @throws EntryError if only this file is affected */
  fetch(entry: Entry): Promise<Content>;
  /**
   * Fetches those files, in any order, that are cheaper to fetch together; none if that is not
   * worthwhile. The others must be fetched one by one.
   */
  fetchMany?(entries: readonly Entry[], cursor: Cursor): AsyncIterable<Fetched>;
  /** A link to the file as of `cursor`, without line numbers. */
  url(entry: Entry, cursor: Cursor): string;
  /**
   * Reads when the files at these paths last changed before `cursor`.
   * @yields the times (ISO 8601) of some of the files, by path; files without a known time are left
   *   out
   */
  changeDates?(
    paths: readonly string[],
    cursor: Cursor,
  ): AsyncIterable<ReadonlyMap<string, string>>;
}

/** A file that cannot be fetched; the run continues and records it with `reason`. */
export class EntryError extends Error {
  override readonly name = 'EntryError';
  readonly reason: string;
  /** skipped: a retry would not help; failed: it may help. */
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
