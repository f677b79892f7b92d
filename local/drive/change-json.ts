import { type DriveRequest, sharedDriveFlags } from './drive-request.ts';
import { driveJson } from './drive-routes.ts';
import type { DriveItem, LoggedChange } from './drive-store.ts';
import { innerSelection, type Selection } from './field-selection.ts';
import { fileJson } from './file-json.ts';

/** A change as the request may see it: what a file is now, or that it is gone; null when not at all. */
export async function changeJson(
  entry: LoggedChange,
  request: DriveRequest,
  asked: Selection,
): Promise<object | null> {
  return entry.kind === 'drive' ? driveChange(entry, request) : fileChange(entry, request, asked);
}

function driveChange({ id, time }: LoggedChange, request: DriveRequest): object | null {
  const { includes } = sharedDriveFlags(request);
  const drive = request.store.drives().find((other) => other.id === id);
  if (!includes || (drive === undefined && !includesRemoved(request))) return null;
  return {
    kind: 'drive#change',
    type: 'teamDrive',
    changeType: 'drive',
    time: time.toISOString(),
    removed: drive === undefined,
    driveId: id,
    teamDriveId: id,
    ...(drive && { drive: driveJson(drive) }),
  };
}

async function fileChange(
  { id, time, driveId, item }: LoggedChange,
  request: DriveRequest,
  asked: Selection,
): Promise<object | null> {
  const { parameters, store } = request;
  const { includes } = sharedDriveFlags(request);
  const removed = item === undefined || !isInLog(item, driveId, request);
  if (removed && !includesRemoved(request)) return null;
  if (item !== undefined && !removed) {
    if (item.driveId !== null && !includes) return null;
    if (parameters.flag('restrictToMyDrive') && !(await isInMyDrive(item, request))) return null;
  }
  const showsFile =
    !removed || (parameters.flag('includeCorpusRemovals') && (item?.driveId === null || includes));
  return {
    kind: 'drive#change',
    type: 'file',
    changeType: 'file',
    time: time.toISOString(),
    removed,
    fileId: id,
    ...(driveId !== null && { driveId, teamDriveId: driveId }),
    ...(item !== undefined &&
      showsFile && {
        file: await fileJson(item, store, innerSelection(asked, 'file') ?? new Map()),
      }),
  };
}

function includesRemoved({ parameters }: DriveRequest): boolean {
  return parameters.flag('includeRemoved', true);
}

/** What moved into a shared drive of the caller's is gone from his own log, and the other way round. */
function isInLog(item: DriveItem, driveId: string | null, { store }: DriveRequest): boolean {
  if (driveId !== null) return item.driveId === driveId;
  return !store.drives().some(({ id }) => id === item.driveId);
}

async function isInMyDrive(item: DriveItem, { store }: DriveRequest): Promise<boolean> {
  let current: DriveItem | undefined = item;
  while (current?.parentId) current = await store.find(current.parentId);
  return current !== undefined && current.id === store.myDriveId;
}
