import { driveNotFound, fileNotFound, forbidden } from './drive-problem.ts';
import { type Answer, type DriveRequest, jsonAnswer } from './drive-request.ts';
import type { DriveItem } from './drive-store.ts';
import { applySelection, readSelection } from './field-selection.ts';

/** drives.get: a shared drive's name. */
export async function answerDrive({ id, parameters, store }: DriveRequest): Promise<Answer> {
  const selection = readSelection(parameters.text('fields'), 'Drive');
  const name = store.driveName(id);
  if (name === undefined) throw driveNotFound(id);
  return jsonAnswer(applySelection({ kind: 'drive#drive', id, name }, selection));
}

/**
 * The shared drive whose files or changes are asked for; null for the caller's own.
 * @throws DriveProblem when there is none, or the flags for shared drives contradict each other
 */
export function readDriveId({ parameters, store }: DriveRequest): string | null {
  const includes = parameters.flag('includeItemsFromAllDrives');
  if (includes && !parameters.flag('supportsAllDrives')) {
    throw forbidden(
      'supportsTeamDrivesRequired',
      'The supportsAllDrives parameter must be set to true when includeItemsFromAllDrives is set to true.',
    );
  }
  const driveId = parameters.text('driveId');
  if (driveId === null) return null;
  if (!includes) {
    throw forbidden(
      'includeTeamDriveItemsRequired',
      'The includeItemsFromAllDrives parameter must be set to true when driveId is specified or corpora contains drive or allDrives.',
    );
  }
  if (store.driveName(driveId) === undefined) throw driveNotFound(driveId);
  return driveId;
}

/**
 * The file of an id. A request without `supportsAllDrives` does not find what is in a shared drive.
 * @param namedId the id in the message; Google leaves it out at times
 * @throws DriveProblem when it is not found
 */
export async function requireFile(
  { store }: DriveRequest,
  id: string,
  supportsAllDrives: boolean,
  namedId = id,
): Promise<DriveItem> {
  const item = await store.find(id);
  if (item === undefined || (item.driveId !== null && !supportsAllDrives)) {
    throw fileNotFound(namedId);
  }
  return item;
}
