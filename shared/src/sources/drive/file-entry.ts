import type { Entry } from '../source.ts';
import type { DriveFile } from './drive-file.ts';

export const folderType = 'application/vnd.google-apps.folder';
export const shortcutType = 'application/vnd.google-apps.shortcut';

/**
 * How Google's own formats are exported. As Markdown, Docs keep their headings; as xlsx, Sheets
 * keep all their sheets; as pptx, Slides keep the boundaries between slides.
 */
const exports: Readonly<Record<string, { mediaType: string; extension: string }>> = {
  'application/vnd.google-apps.document': { mediaType: 'text/markdown', extension: '.md' },
  'application/vnd.google-apps.spreadsheet': {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: '.xlsx',
  },
  'application/vnd.google-apps.presentation': {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extension: '.pptx',
  },
};

export function exportOf(mimeType: string): { mediaType: string; extension: string } | undefined {
  return exports[mimeType];
}

/**
 * The entry of a file. Its version is the content's checksum; for Google's own formats, which have
 * no checksum, it is the time of the last change.
 * @param path relative to the root folder, including the file's name
 */
export function fileEntry(file: DriveFile, path: string): Entry {
  const isNative = file.mimeType.startsWith('application/vnd.google-apps.');
  const entry: Entry = {
    externalId: file.id,
    path,
    version: isNative
      ? `${file.id}@${file.modifiedTime}`
      : `md5:${file.md5Checksum ?? `${file.id}@${file.modifiedTime}`}`,
    sizeBytes: isNative ? null : file.size,
    mediaType: file.mimeType,
    link: file.webViewLink,
    ...(file.modifiedTime === '' ? {} : { changedAt: file.modifiedTime }),
  };
  if (isNative && exportOf(file.mimeType) === undefined) return { ...entry, skip: 'unsupported' };
  if (!file.canDownload) return { ...entry, skip: 'download_forbidden' };
  return entry;
}
