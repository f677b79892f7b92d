import * as z from 'zod';
import { DocPilotError } from '../../errors.ts';
import {
  type Content,
  type Cursor,
  type Entry,
  EntryError,
  type KnownToSync,
  type Listing,
  type Source,
} from '../source.ts';
import { readChanges } from './changes.ts';
import { createDriveClient, type DriveClientOptions } from './client.ts';
import type { DriveFile } from './drive-file.ts';
import { exportsOf, fileEntry, folderType } from './file-entry.ts';
import { takeInventory } from './inventory.ts';

/** The cursor of a folder tree. */
const driveCursor = z.object({
  pageToken: z.string(),
  driveId: z.string().nullable(),
  /** Path by folder id. */
  folders: z.record(z.string(), z.string()),
  shortcuts: z.array(z.string()),
  inventoryAt: z.number(),
});

/** After this time an inventory is taken even if the feed reports no change. */
const inventoryEveryMs = 24 * 3600 * 1000;

/** A Google Drive folder and everything below it, as a source. `name` is the folder's id. */
export function driveFolder(name: string, options: DriveClientOptions): Source {
  const client = createDriveClient(options);

  async function list(cursor: Cursor | null, { isStored }: KnownToSync): Promise<Listing> {
    const known = driveCursor.safeParse(cursor);
    if (known.success && Date.now() - known.data.inventoryAt < inventoryEveryMs) {
      try {
        const { pageToken } = known.data;
        const read = await readChanges(client, { ...known.data, isKnown: isStored });
        const next = { ...known.data, pageToken: read.pageToken };
        if (read.kind === 'none') {
          return { kind: 'unchanged', ...(read.pageToken === pageToken ? {} : { cursor: next }) };
        }
        if (read.kind === 'files') return { kind: 'changes', entries: read.entries, cursor: next };
      } catch (error) {
        // The feed refused the page token, which expires: an inventory is needed.
        if (!(error instanceof EntryError)) throw error;
      }
    }
    try {
      return await inventory();
    } catch (error) {
      // Errors that usually concern one file concern the whole tree here.
      if (!(error instanceof EntryError)) throw error;
      throw new DocPilotError(
        'forbidden',
        `Google Drive refuses to list the folder: ${error.message}`,
      );
    }
  }

  async function inventory(): Promise<Listing> {
    const root = await readRoot();
    // The token is read first, so that the feed reports what changes during the inventory.
    const pageToken = await client.startPageToken(root.driveId);
    const { entries, folders, shortcuts, complete } = await takeInventory(client, root);
    return {
      kind: 'inventory',
      complete,
      title: await titleOf(root),
      entries,
      cursor: {
        pageToken,
        driveId: root.driveId ?? null,
        folders,
        shortcuts,
        inventoryAt: Date.now(),
      },
    };
  }

  async function readRoot(): Promise<DriveFile> {
    try {
      const root = await client.getFile(name);
      if (root.mimeType === folderType && !root.trashed) return root;
    } catch (error) {
      if (!(error instanceof EntryError)) throw error;
    }
    throw new DocPilotError(
      'not_found',
      `Google Drive shows no folder ${name}: share it with the account the sync runs as, and set GDRIVE_FOLDER_ID to its id.`,
    );
  }

  /** The root folders of all shared drives have the same name, so the drive's name is used. */
  async function titleOf({ id, driveId, name: folderName }: DriveFile): Promise<string> {
    if (id !== driveId) return folderName;
    try {
      return await client.driveName(driveId);
    } catch (error) {
      if (error instanceof EntryError) return folderName;
      throw error;
    }
  }

  /** As the first of its formats that is small enough. @throws EntryError when none is */
  async function exportFile({ externalId, path }: Entry, mimeType: string): Promise<Content> {
    let tooLarge: EntryError | undefined;
    for (const { mediaType, extension } of exportsOf(mimeType)) {
      try {
        const bytes = await client.exportFile(externalId, mediaType);
        return { bytes, name: `${path}${extension}`, mediaType };
      } catch (error) {
        if (!(error instanceof EntryError)) throw error;
        if (tooLarge === undefined && error.reason !== 'export_too_large') throw error;
        tooLarge ??= error;
      }
    }
    throw tooLarge;
  }

  async function fetchFile(entry: Entry): Promise<Content> {
    const mediaType = entry.mediaType ?? '';
    if (exportsOf(mediaType).length > 0) return exportFile(entry, mediaType);
    const bytes = await client.download(entry.externalId);
    if (entry.sizeBytes !== null && bytes.byteLength !== entry.sizeBytes) {
      throw new EntryError(
        'incomplete_content',
        `Google Drive sent ${bytes.byteLength} of ${entry.sizeBytes} bytes.`,
      );
    }
    return { bytes, name: entry.path, mediaType };
  }

  return {
    kind: 'drive',
    name,
    get requests() {
      return client.requests;
    },
    list,
    async find(externalId, path) {
      try {
        const file = await client.getFile(externalId);
        return file.trashed ? null : fileEntry(file, path);
      } catch (error) {
        if (error instanceof EntryError) return null;
        throw error;
      }
    },
    fetch: fetchFile,
    url: (entry) => entry.link ?? '',
  };
}
