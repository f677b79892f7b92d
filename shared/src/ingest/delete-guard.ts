import { DocPilotError } from '../errors.ts';

/** The share of a source's documents that one sync may delete without being told to. */
const deletableShare = 0.3;
/** Sources up to this size are not guarded. */
const guardedFrom = 20;

/**
 * Stops a sync that would empty a source: a listing can be complete and still be wrong.
 * @throws DocPilotError forbidden
 */
export function assertDeletable(gone: number, stored: number, force: boolean): void {
  if (force || stored <= guardedFrom || gone <= stored * deletableShare) return;
  throw new DocPilotError(
    'forbidden',
    `This sync would delete ${gone} of ${stored} documents. If that is right, sync again with force: true.`,
  );
}
