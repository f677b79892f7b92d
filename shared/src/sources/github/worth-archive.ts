import type { Entry } from '../source.ts';

/** Below this, an archive's two requests save nothing worth a second way of reading. */
const fewestFiles = 10;
/** A request takes about as long as this much of an archive, and is rationed besides. */
const bytesPerRequest = 512 * 1024;

/** Whether one archive of everything listed is cheaper than a request for each wanted file. */
export function isWorthArchive(wanted: readonly Entry[], listed: readonly Entry[]): boolean {
  const bytes = listed.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0);
  const isKnown = listed.length >= wanted.length;
  return isKnown && wanted.length >= fewestFiles && bytes <= wanted.length * bytesPerRequest;
}
