import { DocPilotError } from '../../errors.ts';

/** The share of a source's documents that one sync may delete without `force`. */
const deletableShare = 0.3;
/** So many documents may go from any source, however few it has. */
const alwaysDeletable = 5;

/**
 * Stops a sync that would empty a source: a listing can be complete and still be wrong.
 * @param gone documents that would be deleted, of `stored` documents
 * @throws DocPilotError forbidden
 */
export function assertDeletable(gone: number, stored: number, force: boolean): void {
  if (force || gone <= Math.max(alwaysDeletable, stored * deletableShare)) return;
  throw new DocPilotError(
    'forbidden',
    `This sync would delete ${gone} of ${stored} documents. If that is right, sync again with force: true (npm start -- --force).`,
  );
}
