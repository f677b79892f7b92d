import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { onDisk } from './disk-path.ts';
import { fileNotFound } from './drive-problem.ts';
import type { DriveItem, DriveStore } from './drive-store.ts';
import { folderType } from './file-types.ts';
import { isFresh } from './folder-fingerprint.ts';
import { FolderHistory } from './folder-history.ts';
import { FolderReader, type FoundFile, isReadable } from './folder-reader.ts';

export interface FolderStoreOptions {
  /** Where the change log is kept, so that page tokens outlive the process. */
  stateFile?: string;
}

/** A folder on disk as a Drive folder that is shared with the caller. */
export function folderStore(folder: string, options: FolderStoreOptions = {}): FolderStore {
  return new FolderStore(folder, options);
}

export class FolderStore implements DriveStore {
  /** What GDRIVE_FOLDER_ID is set to. */
  readonly rootId: string;
  readonly #reader: FolderReader;
  readonly #history: FolderHistory;
  readonly #digests = new Map<string, { of: string; md5: string }>();
  /** The path of each file when it was last seen. */
  #paths = new Map<string, string>();

  /** @throws when there is no such folder */
  constructor(folder: string, { stateFile }: FolderStoreOptions) {
    this.#reader = new FolderReader(folder);
    this.rootId = this.#reader.rootId;
    this.#history = new FolderHistory(this.rootId, stateFile);
    this.#readAll();
  }

  find(id: string): DriveItem | undefined {
    const found = this.#find(id);
    return found && itemOf(found);
  }

  list(parentIds: ReadonlySet<string>): DriveItem[] {
    return [...parentIds].flatMap((id) => {
      const folder = this.#find(id);
      if (folder?.mimeType !== folderType) return [];
      return this.#reader
        .children(folder)
        .filter((child) => this.#isShownHere(child))
        .map(itemOf);
    });
  }

  async read({ id }: DriveItem): Promise<Buffer> {
    return this.#reading(id, (path) => readFile(onDisk(path)));
  }

  async md5({ id }: DriveItem): Promise<string> {
    const found = this.#find(id);
    if (found === undefined) throw fileNotFound(id);
    const { stats } = found;
    const of = `${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
    const known = this.#digests.get(id);
    if (known?.of === of) return known.md5;
    const hash = createHash('md5');
    await this.#reading(id, (path) => pipeline(createReadStream(onDisk(path)), hash));
    const md5 = hash.digest('hex');
    if (!isFresh(found)) this.#digests.set(id, { of, md5 });
    return md5;
  }

  /** A folder on disk is never a shared drive. */
  driveName(): undefined {}

  startPageToken(): string {
    this.#readAll();
    return this.#history.log.startPageToken();
  }

  changesSince(token: string, driveId: string | null) {
    const found = this.#readAll();
    return this.#history.log.since(token, driveId, (id) => {
      const file = found.get(id);
      return file && itemOf(file);
    });
  }

  /** Looks where the file was last seen before it reads the whole folder. */
  #find(id: string): FoundFile | undefined {
    const path = this.#paths.get(id);
    const found = path === undefined ? null : this.#reader.read(path);
    return found?.id === id ? found : this.#readAll().get(id);
  }

  /** A file with several names on disk is listed in one folder: where it was seen first. */
  #isShownHere({ id, path }: FoundFile): boolean {
    const known = this.#paths.get(id);
    if (known !== undefined && known !== path && this.#reader.read(known)?.id === id) return false;
    this.#paths.set(id, path);
    return true;
  }

  #readAll(): Map<string, FoundFile> {
    const root = this.#reader.readRoot();
    const found = new Map([[root.id, root]]);
    const paths = new Map([[root.id, root.path]]);
    for (const folder of found.values()) {
      if (folder.mimeType !== folderType) continue;
      for (const file of this.#reader.children(folder)) {
        if (paths.has(file.id)) continue;
        found.set(file.id, file);
        paths.set(file.id, file.path);
      }
    }
    this.#paths = paths;
    this.#history.record(found);
    return found;
  }

  async #reading<T>(id: string, read: (path: string) => Promise<T>): Promise<T> {
    try {
      return await read(this.#paths.get(id) ?? '');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw fileNotFound(id);
      throw error;
    }
  }
}

function itemOf({ id, path, parentId, name, mimeType, stats, shortcut }: FoundFile): DriveItem {
  const isFile = stats.isFile();
  const createdTime = stats.birthtimeNs > 0n ? stats.birthtime : stats.mtime;
  return {
    id,
    name,
    mimeType,
    parentId,
    driveId: null,
    // On disk a folder's time changes with what it contains; on Drive it does not.
    modifiedTime: mimeType === folderType ? createdTime : stats.mtime,
    trashed: false,
    shortcut,
    size: isFile ? Number(stats.size) : null,
    canDownload: !isFile || isReadable(path),
    link: pathToFileURL(path.toWellFormed()).href,
  };
}
