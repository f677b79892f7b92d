import {
  backendError,
  forbidden,
  invalidParameter,
  notDownloadable,
  unsupportedConversion,
} from './drive-problem.ts';
import {
  type Answer,
  type DriveRequest,
  jsonAnswer,
  selectionOf,
  sharedDriveFlags,
} from './drive-request.ts';
import { exportNative, exportTypes } from './export-native.ts';
import { fileJson } from './file-json.ts';
import { defaultFileFields } from './file-list.ts';
import { isGoogleType } from './mime-types.ts';
import { requireFile } from './shared-drive-rules.ts';

/** files.get: what is known of a file, or with `alt=media` its bytes. */
export async function answerFile(request: DriveRequest): Promise<Answer> {
  const { parameters, store } = request;
  const asked = selectionOf(request, 'File', defaultFileFields);
  const item = await requireFile(request, request.id, sharedDriveFlags(request).supports);
  const isMedia = parameters.text('alt')?.toLowerCase() === 'media';
  if (!isMedia) {
    if (parameters.flag('acknowledgeAbuse')) {
      throw invalidParameter('acknowledgeAbuse', 'acknowledgeAbuse is for alt=media alone.');
    }
    return jsonAnswer(request, await fileJson(item, store, asked), asked);
  }
  if (isGoogleType(item.mimeType)) throw notDownloadable();
  if (!item.canDownload) {
    throw forbidden('cannotDownloadFile', 'This file cannot be downloaded by the user.');
  }
  return bytesAnswer(await store.read(item), item.mimeType, request.range);
}

function bytesAnswer(bytes: Buffer, mimeType: string, range: string | undefined): Answer {
  const headers = { 'content-type': mimeType, 'accept-ranges': 'bytes' };
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === '' && to === '') return { status: 200, headers, body: bytes };
  const start = from === '' ? Math.max(0, bytes.length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes.length - 1 : Math.min(Number(to), bytes.length - 1);
  if (start > end) {
    const refused = { ...headers, 'content-range': `bytes */${bytes.length}` };
    return { status: 416, headers: refused, body: 'Request range not satisfiable' };
  }
  const partial = { ...headers, 'content-range': `bytes ${start}-${end}/${bytes.length}` };
  return { status: 206, headers: partial, body: bytes.subarray(start, end + 1) };
}

/** files.export, which asks for no flags of shared drives. */
export async function answerExport(request: DriveRequest): Promise<Answer> {
  const wanted = request.parameters.required('mimeType');
  const item = await requireFile(request, request.id, true);
  if (exportTypes(item.mimeType).length === 0) {
    throw forbidden('fileNotExportable', 'Export only supports Docs Editors files.');
  }
  if (!item.canDownload) {
    throw forbidden('cannotExportFile', 'This file cannot be exported by the user.');
  }
  if (!exportTypes(item.mimeType).includes(wanted)) throw unsupportedConversion();
  const body = exportNative(item.mimeType, await request.store.read(item), wanted);
  if (body === null) throw backendError();
  if (body.length > request.exportLimitBytes) {
    throw forbidden('exportSizeLimitExceeded', 'This file is too large to be exported.');
  }
  return { status: 200, headers: { 'content-type': wanted }, body };
}
