import { type BigIntStats, constants } from 'node:fs';
import { access, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { onDisk, textOf } from '../drive/disk-path.ts';
import { isShownName } from '../drive/shown-names.ts';

/** A file or link below a folder. */
export interface DiskFile {
  /** Below the folder, with `/`. */
  path: string;
  stats: BigIntStats;
}

export interface Walk {
  files: DiskFile[];
  /** Paths, below the folder, of the folders that may not be read: what is in them is not known. */
  unreadable: string[];
}

/**
 * Every file below a folder, in no particular order. Links are not followed, hidden files and folders
 * are left out. A file that goes meanwhile is left out.
 * @throws the error of the disk, also where the folder itself is gone
 */
export async function walkFolder(folder: string): Promise<Walk> {
  const walk: Walk = { files: [], unreadable: [] };
  await access(onDisk(folder), constants.R_OK | constants.X_OK);
  await walkInto(folder, '', '', walk);
  return walk;
}

async function walkInto(root: string, path: string, name: string, walk: Walk): Promise<void> {
  const names = await readNames(join(root, path));
  if (names === null) {
    walk.unreadable.push(path);
    return;
  }
  for (const child of names) {
    if (!isShownName(child, name)) continue;
    const childPath = path === '' ? child : `${path}/${child}`;
    const stats = await lstat(onDisk(join(root, childPath)), { bigint: true }).catch(orGone);
    if (stats?.isDirectory()) await walkInto(root, childPath, child, walk);
    else if (stats?.isFile() || stats?.isSymbolicLink())
      walk.files.push({ path: childPath, stats });
  }
}

async function readNames(folder: string): Promise<string[] | null> {
  try {
    return (await readdir(onDisk(folder), { encoding: 'buffer' })).map(textOf);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') return null;
    return orGone(error) ?? [];
  }
}

/** What went between the look at its folder and the look at it. */
function orGone(error: unknown): null {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw error;
}
