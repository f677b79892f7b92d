/** The files that a server shows, and the log of their changes: only what the caller may see. */
export interface DriveStore {
  find(id: string): Awaitable<DriveItem | undefined>;
  /** Everything that lies directly in these folders, in any order. */
  list(parentIds: ReadonlySet<string>): Awaitable<readonly DriveItem[]>;
  /** The bytes of a file; of a Google-native one the format it is kept in. */
  read(item: DriveItem): Awaitable<Buffer>;
  /** In hexadecimal digits. */
  md5(item: DriveItem): Awaitable<string>;
  /** The name of a shared drive; undefined when the caller is not a member of one with this id. */
  driveName(driveId: string): string | undefined;
  /** The token for the changes from now on. */
  startPageToken(): Awaitable<string>;
  /**
   * What changed since a token, each file once, by the time of its last change.
   * @param driveId a shared drive has a log of its own; null for the caller's
   * @returns null when the token is not one of this log
   */
  changesSince(token: string, driveId: string | null): Awaitable<LoggedChanges | null>;
}

export type Awaitable<T> = T | Promise<T>;

export interface LoggedChanges {
  entries: readonly LoggedChange[];
  newStartPageToken: string;
}

export interface LoggedChange {
  id: string;
  /** The file as it is now; undefined when it is gone, or the caller may no longer see it. */
  item: DriveItem | undefined;
  /** For the changes after this one. */
  nextPageToken: string;
}

export interface DriveItem {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  /** Null where there is none, and where the caller may not see it. */
  readonly parentId: string | null;
  /** The shared drive it is in. */
  readonly driveId: string | null;
  readonly modifiedTime: Date;
  /** Itself, or with a folder above it. */
  readonly trashed: boolean;
  readonly shortcut: { targetId: string } | null;
  /** Of files with bytes, and of Google-native ones. */
  readonly size: number | null;
  readonly canDownload: boolean;
  /** The URL that opens it. */
  readonly link: string;
}
