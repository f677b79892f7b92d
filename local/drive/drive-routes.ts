import { callerJson } from './caller-json.ts';
import { driveNotFound, invalidValue, missingParameter } from './drive-problem.ts';
import { type Answer, type DriveRequest, jsonAnswer, selectionOf } from './drive-request.ts';
import type { SharedDrive } from './drive-store.ts';
import { exportFormats } from './export-native.ts';

export function driveJson({ id, name, createdTime }: SharedDrive) {
  return {
    kind: 'drive#drive',
    id,
    name,
    createdTime: createdTime.toISOString(),
    hidden: false,
    capabilities: {
      canDownload: true,
      canListChildren: true,
      canEdit: false,
      canAddChildren: false,
    },
  };
}

/** drives.get */
export async function answerDrive(request: DriveRequest): Promise<Answer> {
  const asked = selectionOf(request, 'Drive', 'kind,id,name');
  const drive = request.store.drives().find(({ id }) => id === request.id);
  if (drive === undefined) throw driveNotFound(request.id);
  return jsonAnswer(request, driveJson(drive), asked);
}

/** drives.list: a page holds them all up to its size, and the next begins after its last. */
export async function answerDriveList(request: DriveRequest): Promise<Answer> {
  const { parameters, store } = request;
  const asked = selectionOf(request, 'DriveList', 'kind,nextPageToken,drives(kind,id,name)');
  if (parameters.text('q')) throw invalidValue('q');
  const size = parameters.pageSize(100, 10);
  const drives = store.drives();
  const token = parameters.text('pageToken');
  const start = token === null ? 0 : drives.findIndex(({ id }) => id === token) + 1;
  if (token !== null && start === 0) throw invalidValue('pageToken');
  const page = drives.slice(start, start + size);
  const nextPageToken = start + size < drives.length ? page.at(-1)?.id : undefined;
  const body = { kind: 'drive#driveList', nextPageToken, drives: page.map(driveJson) };
  return jsonAnswer(request, body, asked);
}

/** about.get */
export async function answerAbout(request: DriveRequest): Promise<Answer> {
  if (request.parameters.text('fields') === null) {
    throw missingParameter('fields', "The 'fields' parameter is required for this method.");
  }
  const asked = selectionOf(request, 'About', '');
  const body = {
    kind: 'drive#about',
    user: callerJson,
    exportFormats: exportFormats(),
    canCreateDrives: false,
    appInstalled: false,
  };
  return jsonAnswer(request, body, asked);
}
