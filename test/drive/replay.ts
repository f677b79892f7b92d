import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import { folderType } from '../../local/drive/file-types.ts';

type File = drive_v3.Schema$File;
type Client = drive_v3.Drive;
export type Listing = ReadonlyMap<string, File>;

const everywhere = { supportsAllDrives: true, includeItemsFromAllDrives: true };
const fields =
  'id,name,mimeType,parents,trashed,driveId,modifiedTime,size,md5Checksum,webViewLink,shortcutDetails,capabilities';

/** Everything in these folders and below that the caller sees, level by level, in small pages. */
export async function listAll(
  client: Client,
  { rootIds, pageSize }: { rootIds: readonly string[]; pageSize: number },
): Promise<Listing> {
  const files = new Map<string, File>();
  let level = [...rootIds];
  while (level.length > 0) {
    const found: File[] = [];
    const parents = level.map((id) => `'${id}' in parents`).join(' or ');
    for (const trashed of [false, true]) {
      const q = `(${parents}) and trashed = ${trashed}`;
      let pageToken: string | undefined;
      do {
        const { data } = await client.files.list({
          ...everywhere,
          q,
          pageSize,
          fields: `nextPageToken,files(${fields})`,
          ...(pageToken && { pageToken }),
        });
        found.push(...(data.files ?? []));
        pageToken = data.nextPageToken ?? undefined;
      } while (pageToken !== undefined);
    }
    for (const file of found) files.set(file.id ?? '', file);
    level = found.filter(({ mimeType }) => mimeType === folderType).map(({ id }) => id ?? '');
  }
  return files;
}

export interface Told {
  ids: Set<string>;
  next: string;
}

/** Every id a log tells of since a token, in small pages; no file may be told as it is not. */
export async function readLog(
  client: Client,
  {
    token,
    driveId,
    pageSize,
    now,
  }: {
    token: string;
    driveId?: string;
    pageSize: number;
    now: Listing;
  },
): Promise<Told> {
  const ids = new Set<string>();
  let pageToken = token;
  for (;;) {
    const { data } = await client.changes.list({
      ...everywhere,
      pageToken,
      pageSize,
      fields: `nextPageToken,newStartPageToken,changes(changeType,fileId,removed,file(${fields}))`,
      ...(driveId !== undefined && { driveId }),
    });
    for (const { changeType, fileId, removed, file } of data.changes ?? []) {
      if (changeType !== 'file' || !fileId) continue;
      ids.add(fileId);
      const shown = now.get(fileId);
      if (!removed && JSON.stringify(file) !== JSON.stringify(shown)) {
        throw new Error(`${fileId} is told as ${JSON.stringify(file)}`);
      }
      if (removed && shown !== undefined && shown.driveId === driveId) {
        throw new Error(`${fileId} is told as removed`);
      }
    }
    if (!data.nextPageToken) return { ids, next: data.newStartPageToken ?? '' };
    pageToken = data.nextPageToken;
  }
}

/** Files that are not as they were: changed, come or gone. */
export function differences(before: Listing, now: Listing): string[] {
  const ids = new Set([...before.keys(), ...now.keys()]);
  return [...ids].filter((id) => JSON.stringify(before.get(id)) !== JSON.stringify(now.get(id)));
}

/** What a reader of the log must look at: what it tells of, and all that lies or lay in it. */
export function concerned(told: ReadonlySet<string>, ...listings: Listing[]): Set<string> {
  const found = new Set(told);
  for (const listing of listings) {
    for (const file of listing.values()) {
      const seen = new Set<string>();
      let id: string | undefined = file.id ?? '';
      while (id !== undefined && !seen.has(id)) {
        seen.add(id);
        if (told.has(id)) found.add(file.id ?? '');
        id = listing.get(id)?.parents?.[0];
      }
    }
  }
  return found;
}
