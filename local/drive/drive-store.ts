/** What a server has to show: files, and the log of what changed. Only what the caller may see. */
export interface DriveStore {
  /** The folder `root` stands for, when the caller has a My Drive. */
  readonly myDriveId: string | null;
  find(id: string): Awaitable<DriveItem | undefined>;
  /** Everything, in any order; with parents, only what lies directly in these folders. */
  list(parentIds: ReadonlySet<string> | null): Awaitable<readonly DriveItem[]>;
  /** The bytes of a file; of a Google-native one the format it is kept in. */
  read(item: DriveItem): Awaitable<Buffer>;
  /** In hexadecimal digits. */
  md5(item: DriveItem): Awaitable<string>;
  /** The shared drives the caller is a member of. */
  drives(): readonly SharedDrive[];
  /** From where a reader of the log goes on, now. */
  startPageToken(): Awaitable<string>;
  /**
   * What changed since, oldest first, each thing once, and where to go on after each of them.
   * @returns null when the token is not one of this log
   */
  changesSince(token: string, log: LogName): Awaitable<LoggedChanges | null>;
}

export type Awaitable<T> = T | Promise<T>;

/** The caller's own log, or a shared drive's by its id. */
export type LogName = 'user' | { driveId: string };

export interface LoggedChanges {
  entries: readonly LoggedChange[];
  newStartPageToken: string;
}

export interface LoggedChange {
  kind: 'file' | 'drive';
  id: string;
  time: Date;
  /** The shared drive whose log tells it. */
  driveId: string | null;
  /** The file as it is now; none when it is gone, or no longer to be seen. */
  item: DriveItem | undefined;
  /** Lists what follows this change. */
  nextPageToken: string;
}

export interface DriveItem {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  /** Null where there is none, and where the caller may not see it. */
  readonly parentId: string | null;
  /** The shared drive it lies in. */
  readonly driveId: string | null;
  readonly createdTime: Date;
  readonly modifiedTime: Date;
  /** Grows with every change. */
  readonly version: string;
  readonly trashed: boolean;
  /** Not only because a folder above it was. */
  readonly explicitlyTrashed: boolean;
  readonly shortcut: { targetId: string; targetMimeType: string } | null;
  /** Of files with bytes, and of Google-native ones. */
  readonly size: number | null;
  /** Of files with bytes of their own only. */
  readonly headRevisionId: string | null;
  readonly canDownload: boolean;
  /** Where it opens, when not on Google's own pages. */
  readonly link?: string;
}

export interface SharedDrive {
  readonly id: string;
  readonly name: string;
  readonly createdTime: Date;
}
