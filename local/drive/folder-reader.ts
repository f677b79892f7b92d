import {
  accessSync,
  type BigIntStats,
  constants,
  lstatSync,
  readdirSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { onDisk, textOf } from './disk-path.ts';
import { describeName, folderType, isGoogleType, shortcutType } from './file-types.ts';
import { isShownName } from './shown-names.ts';

/** A file, folder or link on disk, as Drive would show it. */
export interface FoundFile {
  id: string;
  /** As `textOf` gives it. */
  path: string;
  /** Null for the uppermost folder. */
  parentId: string | null;
  name: string;
  mimeType: string;
  stats: BigIntStats;
  shortcut: { targetId: string } | null;
}

/** Reads a folder on disk as Drive would show it, and nothing outside of it. */
export class FolderReader {
  readonly root: string;
  readonly rootId: string;
  readonly #device: bigint;

  constructor(folder: string) {
    this.root = realpathSync(folder);
    const stats = lstatSync(this.root, { bigint: true });
    if (!stats.isDirectory()) throw new Error(`${folder} is not a folder`);
    this.#device = stats.dev;
    this.rootId = this.#idOf(stats);
  }

  /**
   * The uppermost folder.
   * @throws when it is gone or replaced: an unmounted disk must not look like a deletion of all files
   */
  readRoot(): FoundFile {
    const stats = lstatSync(this.root, { bigint: true });
    if (this.#idOf(stats) !== this.rootId) throw new Error(`${this.root} is another folder now`);
    const name = basename(this.root) || this.root;
    const parts = { name, mimeType: folderType, shortcut: null };
    return { id: this.rootId, path: this.root, parentId: null, stats, ...parts };
  }

  /** The file at a path; null when there is none, or Drive would not show it. */
  read(path: string): FoundFile | null {
    if (path === this.root) return this.readRoot();
    const parent = attempt(() => lstatSync(onDisk(dirname(path)), { bigint: true }));
    return parent === null ? null : this.#describe(path, this.#idOf(parent));
  }

  /** What lies directly in a folder: nothing when the folder cannot be read. */
  children(folder: FoundFile): FoundFile[] {
    const names = attempt(() => readdirSync(onDisk(folder.path), { encoding: 'buffer' })) ?? [];
    return names
      .map(textOf)
      .filter((name) => isShownName(name, basename(folder.path)))
      .flatMap((name) => {
        const found = this.#describe(join(folder.path, name), folder.id);
        return found === null ? [] : [found];
      });
  }

  #describe(path: string, parentId: string): FoundFile | null {
    const stats = attempt(() => lstatSync(onDisk(path), { bigint: true }));
    if (stats === null) return null;
    const found = { id: this.#idOf(stats), path, parentId, stats };
    const fileName = basename(path).toWellFormed();
    if (stats.isDirectory()) {
      if (!isReadable(path, constants.R_OK | constants.X_OK)) return null;
      return { ...found, name: fileName, mimeType: folderType, shortcut: null };
    }
    if (stats.isFile()) return { ...found, ...describeName(fileName), shortcut: null };
    return stats.isSymbolicLink() ? this.#describeLink(found, fileName) : null;
  }

  /** A link to something that is shown is a shortcut; any other link is not shown. */
  #describeLink(found: Pick<FoundFile, 'id' | 'path' | 'parentId' | 'stats'>, fileName: string) {
    const target = attempt(() => textOf(realpathSync(onDisk(found.path), { encoding: 'buffer' })));
    if (target === null || !this.#shows(target)) return null;
    const stats = attempt(() => statSync(onDisk(target), { bigint: true }));
    if (stats === null || !(stats.isDirectory() || stats.isFile())) return null;
    const isNative = stats.isFile() && isGoogleType(describeName(basename(target)).mimeType);
    const name = isNative ? describeName(fileName).name : fileName;
    const shortcut = { targetId: this.#idOf(stats) };
    return { ...found, name, mimeType: shortcutType, shortcut };
  }

  #shows(path: string): boolean {
    if (path === this.root) return true;
    const parts = relative(this.root, path).split(sep);
    return parts[0] !== '..' && parts.every((name, at) => isShownName(name, parts[at - 1] ?? ''));
  }

  /**
   * The inode, which stays the same when a file is renamed or moved on its disk. The disk's number may
   * change at a restart, so ids have it only for other disks that are mounted within the folder.
   */
  #idOf(stats: BigIntStats): string {
    const kind = stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'shortcut' : 'file';
    const device = stats.dev === this.#device ? '' : `${stats.dev}-`;
    return `${kind}-${device}${stats.ino}`;
  }
}

export function isReadable(path: string, mode = constants.R_OK): boolean {
  try {
    accessSync(onDisk(path), mode);
    return true;
  } catch {
    return false;
  }
}

/** Gone, not permitted, or a link to nothing. Any other error is a fault of the disk. */
const absences = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG']);

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (absences.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
