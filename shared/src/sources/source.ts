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
  /** Why the listing alone rules the file out, for example `symlink`. */
  skip?: string;
}

/** A file's content as fetched. */
export interface Content {
  bytes: Uint8Array;
  /** Name and type of the bytes: an export has its own. */
  name: string;
  mediaType?: string;
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
  | { kind: 'inventory'; complete: boolean; entries: Entry[]; cursor: Cursor };

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
  /** A link to the file as it stood at `cursor`, without line numbers. */
  url(entry: Entry, cursor: Cursor): string;
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
