import type { Entry } from '../source.ts';
import type { Change, DriveClient } from './client.ts';
import { fileEntry, folderType, shortcutType } from './file-entry.ts';

/** What the feed says of a folder tree since a token. */
export type FolderChanges = { pageToken: string } & (
  | { kind: 'none' }
  /** New or changed files, in folders that are as they were. */
  | { kind: 'files'; entries: Entry[] }
  /** Something moved, went or came that only an inventory tells. */
  | { kind: 'tree' }
);

interface Reading {
  pageToken: string;
  /** The shared drive whose own feed is read; null for the account's. */
  driveId: string | null;
  /** Path by folder id, as of the last inventory. */
  folders: Readonly<Record<string, string>>;
  shortcuts: readonly string[];
  isKnown: (externalId: string) => Promise<boolean>;
}

/**
 * Reads the changes feed. It reports a moved folder alone and not what is in it, and nothing is
 * ever deleted on its word (invariant 1): whatever is more than a new or changed file in a known
 * folder asks for an inventory.
 */
export async function readChanges(client: DriveClient, reading: Reading): Promise<FolderChanges> {
  const { driveId, folders, isKnown } = reading;
  const shortcuts = new Set(reading.shortcuts);
  const latest = new Map<string, Change>();
  let token = reading.pageToken;
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
