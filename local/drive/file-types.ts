import mime from 'mime';

export const folderType = 'application/vnd.google-apps.folder';
export const shortcutType = 'application/vnd.google-apps.shortcut';
export const documentType = 'application/vnd.google-apps.document';
export const spreadsheetType = 'application/vnd.google-apps.spreadsheet';
export const presentationType = 'application/vnd.google-apps.presentation';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const pptxType = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';

/** Folders, shortcuts and the files of Google's editors: none of them has bytes to download. */
export function isGoogleType(mimeType: string): boolean {
  return mimeType.startsWith('application/vnd.google-apps.');
}

/**
 * How a folder on disk keeps Google-native files: `name.gdoc.html` is a Google Doc called "name",
 * `name.gsheet.xlsx` a Google Sheet, `name.gslides.pptx` a presentation.
 */
const nativeEndings: ReadonlyArray<[ending: string, mimeType: string]> = [
  ['.gdoc.html', documentType],
  ['.gsheet.xlsx', spreadsheetType],
  ['.gslides.pptx', presentationType],
];

/** The name and type on Drive of a file on disk. */
export function describeName(fileName: string): { name: string; mimeType: string } {
  for (const [ending, mimeType] of nativeEndings) {
    if (fileName.length > ending.length && fileName.toLowerCase().endsWith(ending)) {
      return { name: fileName.slice(0, -ending.length), mimeType };
    }
  }
  return { name: fileName, mimeType: mime.getType(fileName) ?? 'application/octet-stream' };
}
