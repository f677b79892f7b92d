import type { Entry } from '../source.ts';
import { EntryError } from '../source.ts';
import type { DriveClient } from './client.ts';
import type { DriveFile } from './drive-file.ts';
import { fileEntry, folderType, shortcutType } from './file-entry.ts';

/** Everything below a folder. */
export interface Inventory {
  entries: Entry[];
  /** The path of each folder by its id, relative to the root (''), with a trailing slash. */
  folders: Record<string, string>;
  /** The ids of the shortcuts found: if one is removed, so are the files it led to. */
  shortcuts: string[];
  /** False if Drive said that something may be missing. */
  complete: boolean;
}

/** Folders listed by one request; a query may name more, but the length of a URL is limited. */
const foldersAtOnce = 40;

/**
 * Lists a folder tree, level by level. It follows shortcuts but visits each folder once, so that
 * cycles end. A file that is reached twice is listed once, preferably at its real place.
 */
export async function takeInventory(client: DriveClient, root: DriveFile): Promise<Inventory> {
  const folders: Record<string, string> = { [root.id]: '' };
  const files = new Map<string, Entry>();
  const shortcuts: { file: DriveFile; path: string }[] = [];
  const shortcutIds: string[] = [];
  let complete = true;
  let level = [root.id];

  while (level.length > 0 || shortcuts.length > 0) {
    if (level.length === 0) {
      level = await followShortcuts(client, shortcuts.splice(0), folders, files);
      continue;
    }
    const next: string[] = [];
    for (let at = 0; at < level.length; at += foldersAtOnce) {
      const ids = level.slice(at, at + foldersAtOnce);
      const listed = await listChildren(client, ids, root.driveId);
      complete &&= listed.complete;
      for (const file of listed.files) {
        const parent = file.parents.find((id) => Object.hasOwn(folders, id)) ?? root.id;
        const path = `${folders[parent]}${file.name.replaceAll('/', '∕')}`;
        if (file.mimeType === folderType) {
          if (Object.hasOwn(folders, file.id)) continue;
          folders[file.id] = `${path}/`;
          next.push(file.id);
        } else if (file.mimeType === shortcutType) {
          shortcuts.push({ file, path });
          shortcutIds.push(file.id);
        } else if (!files.has(file.id)) {
          files.set(file.id, fileEntry(file, path));
        }
      }
    }
    level = next.sort();
  }
  return { entries: [...files.values()], folders, shortcuts: shortcutIds.sort(), complete };
}

async function listChildren(
  client: DriveClient,
  folderIds: readonly string[],
  driveId: string | undefined,
): Promise<{ files: DriveFile[]; complete: boolean }> {
  const parents = folderIds.map((id) => `'${id}' in parents`).join(' or ');
  const q = `(${parents}) and trashed = false`;
  const files: DriveFile[] = [];
  let complete = true;
  let pageToken: string | undefined;
  do {
    const page = await client.listFiles({
      q,
      ...(driveId === undefined ? {} : { driveId }),
      ...(pageToken === undefined ? {} : { pageToken }),
    });
    files.push(...page.files);
    complete &&= !page.incomplete;
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return { files, complete };
}

/** @returns the new folders that the shortcuts lead to */
async function followShortcuts(
  client: DriveClient,
  shortcuts: readonly { file: DriveFile; path: string }[],
  folders: Record<string, string>,
  files: Map<string, Entry>,
): Promise<string[]> {
  const found: string[] = [];
  const inOrder = [...shortcuts].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { file, path } of inOrder) {
    const targetId = file.shortcutTargetId;
    if (targetId === undefined || files.has(targetId) || Object.hasOwn(folders, targetId)) continue;
    const target = await readTarget(client, targetId);
    if (target === null || target.trashed) {
      files.set(file.id, { ...fileEntry(file, path), skip: 'broken_shortcut' });
    } else if (target.mimeType === folderType) {
      folders[target.id] = `${path}/`;
      found.push(target.id);
    } else if (target.mimeType !== shortcutType) {
      files.set(target.id, targetEntry(target, file, path));
    }
  }
  return found;
}

/** The target's name is its title, and no part of the shortcut's path: a new name is a new version. */
function targetEntry(target: DriveFile, shortcut: DriveFile, path: string): Entry {
  const entry = fileEntry(target, path);
  if (target.name === shortcut.name) return entry;
  return { ...entry, version: `${entry.version} ${target.name}` };
}

/** @returns null if the target is gone or not visible to this account */
async function readTarget(client: DriveClient, id: string): Promise<DriveFile | null> {
  try {
    return await client.getFile(id);
  } catch (error) {
    if (error instanceof EntryError) return null;
    throw error;
  }
}
