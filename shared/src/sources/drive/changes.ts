import type { Entry } from '../source.ts';
import type { Change, DriveClient } from './client.ts';
import { fileEntry, folderType, shortcutType } from './file-entry.ts';

/** What changed in a folder tree since a page token, according to the changes feed. */
export type FolderChanges = { pageToken: string } & (
  | { kind: 'none' }
  /** Only new or changed files, in folders that did not change. */
  | { kind: 'files'; entries: Entry[] }
  /** Something was moved, removed or added so that an inventory is needed. */
  | { kind: 'tree' }
);

interface FeedPosition {
  pageToken: string;
  /** The shared drive whose feed is read; null for the account's feed. */
  driveId: string | null;
  /** Path by folder id, as of the last inventory. */
  folders: Readonly<Record<string, string>>;
  shortcuts: readonly string[];
  isKnown: (externalId: string) => Promise<boolean>;
}

/**
 * Reads the changes feed. The feed reports a moved folder but not the files in it, and it never
 * justifies a delete (invariant 1). So any change other than a new or changed file in a known
 * folder requires an inventory.
 */
export async function readChanges(
  client: DriveClient,
  position: FeedPosition,
): Promise<FolderChanges> {
  const { driveId, folders, isKnown } = position;
  const shortcuts = new Set(position.shortcuts);
  const latest = new Map<string, Change>();
  let token = position.pageToken;
  for (;;) {
    const page = await client.listChanges(token, driveId ?? undefined);
    for (const change of page.changes) latest.set(change.fileId, change);
    if (page.nextPageToken === undefined) {
      token = page.newStartPageToken ?? token;
      break;
    }
    token = page.nextPageToken;
  }
  const entries: Entry[] = [];
  for (const change of latest.values()) {
    const { file } = change;
    const wasThere =
      Object.hasOwn(folders, change.fileId) ||
      shortcuts.has(change.fileId) ||
      (await isKnown(change.fileId));
    const parent = file?.parents.find((id) => Object.hasOwn(folders, id));
    const isThere = file !== undefined && !change.removed && !file.trashed && parent !== undefined;
    if (!isThere) {
      if (wasThere) return { kind: 'tree', pageToken: token };
      continue;
    }
    if (file.mimeType === folderType && isSameFolder(file, parent, folders)) continue;
    if (file.mimeType === folderType || file.mimeType === shortcutType) {
      return { kind: 'tree', pageToken: token };
    }
    entries.push(fileEntry(file, `${folders[parent]}${file.name.replaceAll('/', '∕')}`));
  }
  return entries.length === 0
    ? { kind: 'none', pageToken: token }
    : { kind: 'files', pageToken: token, entries };
}

function isSameFolder(
  file: { id: string; name: string },
  parent: string,
  folders: Readonly<Record<string, string>>,
): boolean {
  return folders[file.id] === `${folders[parent]}${file.name.replaceAll('/', '∕')}/`;
}
