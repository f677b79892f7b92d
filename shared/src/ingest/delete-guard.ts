import { DocPilotError } from '../errors.ts';

/** The share of a source's documents that one sync may delete without `force`. */
const deletableShare = 0.3;
/** Documents of a source up to which it is not guarded. */
const maxUnguarded = 20;

/**
 * Stops a sync that would empty a source: a listing can be complete and still be wrong.
 * @throws DocPilotError forbidden
 */
export function assertDeletable(gone: number, stored: number, force: boolean): void {
  if (force || stored <= maxUnguarded || gone <= stored * deletableShare) return;
  throw new DocPilotError(
    'forbidden',
    `This sync would delete ${gone} of ${stored} documents. If that is right, sync again with force: true.`,
  );
}
