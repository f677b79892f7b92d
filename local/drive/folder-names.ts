import mime from 'mime';
import { documentType, presentationType, spreadsheetType } from './mime-types.ts';

/**
 * How a folder on disk holds what on Drive has no bytes: `name.gdoc.html` is a Google Doc called
 * "name", `name.gsheet.xlsx` a Google Sheet, `name.gslides.pptx` a presentation.
 */
const nativeEndings: ReadonlyArray<[ending: string, mimeType: string]> = [
  ['.gdoc.html', documentType],
  ['.gsheet.xlsx', spreadsheetType],
  ['.gslides.pptx', presentationType],
];

/** What a file on disk is called on Drive, and its type there. */
export function describeName(fileName: string): { name: string; mimeType: string } {
  for (const [ending, mimeType] of nativeEndings) {
    if (fileName.length > ending.length && fileName.toLowerCase().endsWith(ending)) {
      return { name: fileName.slice(0, -ending.length), mimeType };
    }
  }
  return { name: fileName, mimeType: mime.getType(fileName) ?? 'application/octet-stream' };
}

/** Hidden files, and with them .git and what editors and systems leave behind, are not on Drive. */
export function isShown(fileName: string): boolean {
  return !fileName.startsWith('.');
}
