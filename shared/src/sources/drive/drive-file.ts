import { storable } from '../../extract/storable.ts';

/** The metadata of a file that a sync needs. */
export interface DriveFile {
  id: string;
  name: string;
  mimeType: string;
  parents: string[];
  trashed: boolean;
  driveId?: string;
  /** Only of files with bytes, not of Google's own formats. */
  md5Checksum?: string;
  modifiedTime: string;
  size: number | null;
  webViewLink: string;
  shortcutTargetId?: string;
  canDownload: boolean;
}

type ApiFile = import('googleapis/build/src/apis/drive/v3.js').drive_v3.Schema$File;

/** The API's parameter `fields` for this metadata. */
export const fileFields =
  'id,name,mimeType,parents,trashed,driveId,md5Checksum,modifiedTime,size,webViewLink,shortcutDetails(targetId),capabilities(canDownload)';

export function toDriveFile(file: ApiFile): DriveFile {
  return {
    id: file.id ?? '',
    // A name may hold half a character, which Postgres takes as little as NUL.
    name: storable(file.name ?? ''),
    mimeType: file.mimeType ?? '',
    parents: file.parents ?? [],
    trashed: file.trashed === true,
    modifiedTime: file.modifiedTime ?? '',
    size: file.size ? Number(file.size) : null,
    webViewLink: file.webViewLink ?? `https://drive.google.com/open?id=${file.id}`,
    canDownload: file.capabilities?.canDownload !== false,
    ...(file.driveId ? { driveId: file.driveId } : {}),
    ...(file.md5Checksum ? { md5Checksum: file.md5Checksum } : {}),
    ...(file.shortcutDetails?.targetId ? { shortcutTargetId: file.shortcutDetails.targetId } : {}),
  };
}
