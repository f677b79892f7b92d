import type { Entry } from '../source.ts';
import type { DriveFile } from './drive-file.ts';

export const folderType = 'application/vnd.google-apps.folder';
export const shortcutType = 'application/vnd.google-apps.shortcut';

export interface ExportFormat {
  mediaType: string;
  extension: string;
}

const office = 'application/vnd.openxmlformats-officedocument.';
const plainText: ExportFormat = { mediaType: 'text/plain', extension: '.txt' };

/**
 * How Google's own formats are exported, the best first: Docs as Markdown keep their headings,
 * Sheets as xlsx all their sheets, Slides as pptx the boundaries of slides. Pictures count towards
 * the 10 MB that Google exports at most, as base64 in Markdown, as bytes in docx and pptx.
 */
const exports: Readonly<Record<string, readonly ExportFormat[]>> = {
  'application/vnd.google-apps.document': [
    { mediaType: 'text/markdown', extension: '.md' },
    { mediaType: `${office}wordprocessingml.document`, extension: '.docx' },
    plainText,
  ],
  'application/vnd.google-apps.spreadsheet': [
    { mediaType: `${office}spreadsheetml.sheet`, extension: '.xlsx' },
  ],
  'application/vnd.google-apps.presentation': [
    { mediaType: `${office}presentationml.presentation`, extension: '.pptx' },
    plainText,
  ],
};

/** The formats to try in turn; empty when the type is not exported. */
export function exportsOf(mimeType: string): readonly ExportFormat[] {
  return exports[mimeType] ?? [];
}

/** A number behind a point is no extension: Release 2.0. */
const extension = /(?<=.)\.(?=\d*\p{L})[\p{L}\p{N}]{1,10}$/u;

/**
 * The entry of a file; its name is its title. Its version is the content's checksum with the type it
 * is read as; for Google's own formats, which have no checksum, it is the time of the last change.
 * @param path relative to the root folder, including the file's name
 */
export function fileEntry(file: DriveFile, path: string): Entry {
  const isNative = file.mimeType.startsWith('application/vnd.google-apps.');
  const entry: Entry = {
    externalId: file.id,
    path,
    title: isNative ? file.name : file.name.replace(extension, ''),
    version: isNative
      ? `${file.id}@${file.modifiedTime}`
      : `md5:${file.md5Checksum ?? `${file.id}@${file.modifiedTime}`} ${file.mimeType}`,
    sizeBytes: isNative ? null : file.size,
    mediaType: file.mimeType,
    link: file.webViewLink,
    ...(file.modifiedTime === '' ? {} : { changedAt: file.modifiedTime }),
  };
  if (isNative && exportsOf(file.mimeType).length === 0) return { ...entry, skip: 'unsupported' };
  if (!file.canDownload) return { ...entry, skip: 'download_forbidden' };
  return entry;
}
