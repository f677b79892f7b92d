import { driveNotFound, fileNotFound, forbidden } from './drive-problem.ts';
import { type DriveRequest, sharedDriveFlags } from './drive-request.ts';
import type { DriveItem } from './drive-store.ts';

/** @throws DriveProblem when the flags for shared drives contradict each other */
export function requireFlags(request: DriveRequest, corpora: string): void {
  const { supports, includes, driveId } = sharedDriveFlags(request);
  if (includes && !supports) {
    throw forbidden(
      'supportsTeamDrivesRequired',
      'The supportsAllDrives parameter must be set to true when includeItemsFromAllDrives is set to true.',
    );
  }
  const isWide = driveId !== null || corpora === 'drive' || corpora === 'allDrives';
  if (isWide && !includes) {
    throw forbidden(
      'includeTeamDriveItemsRequired',
      'The includeItemsFromAllDrives parameter must be set to true when driveId is specified or corpora contains drive or allDrives.',
    );
  }
}

/** @throws DriveProblem unless the caller is a member of the drive */
export function requireDrive({ store }: DriveRequest, driveId: string): void {
  if (!store.drives().some(({ id }) => id === driveId)) throw driveNotFound(driveId);
}

/**
 * The file of an id, `root` being the caller's My Drive. What lies in a shared drive is not there for
 * who does not say that he supports them.
 * @throws DriveProblem when it is not found
 */
export async function requireFile(
  { store }: DriveRequest,
  id: string,
  supportsAllDrives: boolean,
  shownId = id,
): Promise<DriveItem> {
  const item = await store.find(id === 'root' ? (store.myDriveId ?? '') : id);
  if (item === undefined || (item.driveId !== null && !supportsAllDrives)) {
    throw fileNotFound(shownId);
  }
  return item;
}
