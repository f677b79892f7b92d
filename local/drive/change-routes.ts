import { changeJson } from './change-json.ts';
import { forbidden, invalidValue } from './drive-problem.ts';
import {
  type Answer,
  type DriveRequest,
  jsonAnswer,
  selectionOf,
  sharedDriveFlags,
} from './drive-request.ts';
import type { LoggedChange } from './drive-store.ts';
import { innerSelection } from './field-selection.ts';
import { defaultFileFields, requireSpaces } from './file-list.ts';
import { requireDrive, requireFlags } from './shared-drive-rules.ts';

const defaultFields = `kind,nextPageToken,newStartPageToken,changes(kind,type,changeType,time,removed,fileId,driveId,teamDriveId,file(${defaultFileFields}),drive(kind,id,name))`;

/** changes.getStartPageToken */
export async function answerStartPageToken(request: DriveRequest): Promise<Answer> {
  const asked = selectionOf(request, 'StartPageToken', '*');
  const { driveId, supports } = sharedDriveFlags(request);
  if (driveId !== null) {
    if (!supports) {
      throw forbidden(
        'supportsTeamDrivesRequired',
        'The supportsAllDrives parameter must be set to true when driveId is specified.',
      );
    }
    requireDrive(request, driveId);
  }
  const startPageToken = await request.store.startPageToken();
  return jsonAnswer(request, { kind: 'drive#startPageToken', startPageToken }, asked);
}

/** changes.list */
export async function answerChanges(request: DriveRequest): Promise<Answer> {
  const { parameters, store } = request;
  const asked = selectionOf(request, 'ChangeList', defaultFields);
  const token = parameters.required('pageToken');
  const size = parameters.pageSize(1000, 100);
  requireSpaces(parameters.text('spaces'));
  requireFlags(request, 'user');
  const { driveId } = sharedDriveFlags(request);
  if (driveId !== null) requireDrive(request, driveId);

  const logged = await store.changesSince(token, driveId === null ? 'user' : { driveId });
  if (logged === null) throw invalidValue('pageToken');
  const askedOfChange = innerSelection(asked, 'changes') ?? new Map();
  const shown: Array<{ entry: LoggedChange; change: object }> = [];
  for (const entry of logged.entries) {
    const change = await changeJson(entry, request, askedOfChange);
    if (change !== null) shown.push({ entry, change });
    if (shown.length > size) break;
  }
  const page = shown.slice(0, size);
  const nextPageToken = shown.length > size ? page.at(-1)?.entry.nextPageToken : undefined;
  const body = {
    kind: 'drive#changeList',
    ...(nextPageToken === undefined
      ? { newStartPageToken: logged.newStartPageToken }
      : { nextPageToken }),
    changes: page.map(({ change }) => change),
  };
  return jsonAnswer(request, body, asked);
}
