import type { Entry } from '../source.ts';
import type { DriveFile } from './drive-file.ts';

export const folderType = 'application/vnd.google-apps.folder';
export const shortcutType = 'application/vnd.google-apps.shortcut';

/**
 * How Google's own formats are exported: Docs as Markdown keep their headings, Sheets as xlsx all
 * their sheets, Slides as pptx the boundaries of slides.
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
 * A file of Drive as an entry. Its version is the content's checksum where Drive has one; Google's
 * own formats have none: theirs is the time of the last change.
 * @param path from the root folder, the file's own name included
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
