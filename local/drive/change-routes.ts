import { driveNotFound, forbidden, invalidValue } from './drive-problem.ts';
import { type Answer, type DriveRequest, jsonAnswer } from './drive-request.ts';
import { applySelection, readSelection, selectedOf } from './field-selection.ts';
import { fileJson } from './file-routes.ts';
import { readDriveId } from './shared-drives.ts';

/** changes.getStartPageToken */
export async function answerStartPageToken({ parameters, store }: DriveRequest): Promise<Answer> {
  const driveId = parameters.text('driveId');
  if (driveId !== null) {
    if (!parameters.flag('supportsAllDrives')) {
      throw forbidden(
        'supportsTeamDrivesRequired',
        'The supportsAllDrives parameter must be set to true when driveId is specified.',
      );
    }
    if (store.driveName(driveId) === undefined) throw driveNotFound(driveId);
  }
  const startPageToken = await store.startPageToken();
  return jsonAnswer({ kind: 'drive#startPageToken', startPageToken });
}

/** changes.list */
export async function answerChanges(request: DriveRequest): Promise<Answer> {
  const { parameters, store } = request;
  const selection = readSelection(parameters.text('fields'), 'ChangeList');
  const token = parameters.required('pageToken');
  const size = parameters.pageSize();
  const driveId = readDriveId(request);
  const logged = await store.changesSince(token, driveId);
  if (logged === null) throw invalidValue('pageToken');

  // What has moved to another drive is removed from this one's log.
  const changes = logged.entries
    .map(({ item, ...entry }) => ({ ...entry, item: item?.driveId === driveId ? item : undefined }))
    .filter(({ item }) => item !== undefined || parameters.flag('includeRemoved', true));
  const page = changes.slice(0, size);
  const selectionOfFile = selectedOf(selection, 'changes', 'file');
  const body = {
    kind: 'drive#changeList',
    ...(changes.length > size
      ? { nextPageToken: page.at(-1)?.nextPageToken }
      : { newStartPageToken: logged.newStartPageToken }),
    changes: await Promise.all(
      page.map(async ({ id, item }) => ({
        kind: 'drive#change',
        changeType: 'file',
        removed: item === undefined,
        fileId: id,
        ...(item && { file: await fileJson(item, store, selectionOfFile) }),
      })),
    ),
  };
  return jsonAnswer(applySelection(body, selection));
}
