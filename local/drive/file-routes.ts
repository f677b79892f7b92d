import { forbidden, notDownloadable, unsupportedConversion } from './drive-problem.ts';
import { type Answer, type DriveRequest, jsonAnswer } from './drive-request.ts';
import type { DriveItem, DriveStore } from './drive-store.ts';
import { exportConversions } from './export-native.ts';
import { applySelection, readSelection, type Selection, selectedOf } from './field-selection.ts';
import { isGoogleType } from './file-types.ts';
import { requireFile } from './shared-drives.ts';

/** Google's limit of one export. */
const exportLimitBytes = 10 * 1024 * 1024;

/** A file's metadata; fields that a file of its kind does not have are left out. */
export async function fileJson(
  item: DriveItem,
  store: DriveStore,
  selection: Selection | undefined,
): Promise<object> {
  const { id, name, mimeType, parentId, driveId, trashed, shortcut, size, canDownload } = item;
  const needsMd5 = !isGoogleType(mimeType) && selectedOf(selection, 'md5Checksum') !== undefined;
  return {
    kind: 'drive#file',
    id,
    name,
    mimeType,
    trashed,
    ...(parentId !== null && { parents: [parentId] }),
    ...(driveId !== null && { driveId }),
    webViewLink: item.link,
    modifiedTime: item.modifiedTime.toISOString(),
    capabilities: { canDownload },
    ...(size !== null && { size: String(size) }),
    ...(needsMd5 && { md5Checksum: await store.md5(item) }),
    ...(shortcut !== null && { shortcutDetails: shortcut }),
  };
}

/** files.get: a file's metadata, or with `alt=media` its bytes. */
export async function answerFile(request: DriveRequest): Promise<Answer> {
  const { parameters, store, id } = request;
  const selection = readSelection(parameters.text('fields'), 'File');
  const item = await requireFile(request, id, parameters.flag('supportsAllDrives'));
  if (parameters.text('alt') !== 'media') {
    return jsonAnswer(applySelection(await fileJson(item, store, selection), selection));
  }
  if (isGoogleType(item.mimeType)) throw notDownloadable();
  if (!item.canDownload) {
    throw forbidden('cannotDownloadFile', 'This file cannot be downloaded by the user.');
  }
  return { status: 200, contentType: item.mimeType, body: await store.read(item) };
}

/** files.export, which has no flags for shared drives. */
export async function answerExport(request: DriveRequest): Promise<Answer> {
  const wanted = request.parameters.required('mimeType');
  const item = await requireFile(request, request.id, true);
  const conversions = exportConversions[item.mimeType];
  if (conversions === undefined) {
    throw forbidden('fileNotExportable', 'Export only supports Docs Editors files.');
  }
  if (!item.canDownload) {
    throw forbidden('cannotExportFile', 'This file cannot be exported by the user.');
  }
  const convert = conversions[wanted];
  if (convert === undefined) throw unsupportedConversion();
  const body = convert(await request.store.read(item));
  if (body.length > exportLimitBytes) {
    throw forbidden('exportSizeLimitExceeded', 'This file is too large to be exported.');
  }
  return { status: 200, contentType: wanted, body };
}
