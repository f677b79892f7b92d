import type { SourceKind } from '../document.ts';

/** One file as a source lists it, before anything is fetched. */
export interface Entry {
  /** The source's own id of the file: its path in GitHub, its file id in Drive. */
  externalId: string;
  /** From the repository's or folder's root, with `/`. */
  path: string;
  /** Changes when, and only when, the content does; equal versions are equal contents. */
  version: string;
  /** Null when only fetching tells. */
  sizeBytes: number | null;
  /** Why the listing alone rules the file out, for example `symlink`. */
  skip?: string;
}

/** Where a source stood, in its own words; stored as JSON and handed back at the next sync. */
export type Cursor = Readonly<Record<string, string | number | null>>;

export type Listing =
  | { changed: false }
  | {
      changed: true;
      /** True only when `entries` is all there is: the one ground for a delete (invariant 1). */
      complete: boolean;
      entries: Entry[];
      cursor: Cursor;
    };

/** One repository or folder tree, read by a sync. */
export interface Source {
  readonly kind: SourceKind;
  readonly name: string;
  /** Requests sent so far. */
  readonly requests: number;
  /** What is there now, or that nothing changed since `cursor`; null lists in any case. */
  list(cursor: Cursor | null): Promise<Listing>;
  /** The file's bytes. @throws EntryError when only this file is affected */
  fetch(entry: Entry): Promise<Uint8Array>;
  /** A link to the file as it stood at `cursor`, without line numbers. */
  url(entry: Entry, cursor: Cursor): string;
}

/** A file that cannot be had; the run goes on and records it as failed for `reason`. */
export class EntryError extends Error {
  override readonly name = 'EntryError';
  readonly reason: string;

  constructor(reason: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
