import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FoundFile } from './folder-reader.ts';
import { folderType } from './mime-types.ts';

/** What of a file is told as a change, when it is another than before. */
export interface Fingerprint {
  /** Name, place and times. A folder does not change by what comes into it. */
  print: string;
  /** Of the content, where the times alone would miss a change; else empty. */
  digest: string;
}

/** Disks keep times in steps: what is written twice within one has the same time both times. */
const timeStepMs = 100;

export function isFresh({ stats }: FoundFile): boolean {
  return Date.now() - Number(stats.ctimeMs) < timeStepMs;
}

export function fingerprintOf(file: FoundFile): Fingerprint {
  const digest = file.stats.isFile() && isFresh(file) ? digestOf(file) : '';
  return { print: printOf(file), digest };
}

export function isSame(before: Fingerprint, now: Fingerprint, file: FoundFile): boolean {
  if (before.print !== now.print) return false;
  return before.digest === '' || before.digest === (now.digest || digestOf(file));
}

function printOf({ name, mimeType, parentId, stats, shortcut }: FoundFile): string {
  const place = [parentId, name, mimeType, String(stats.birthtimeNs)];
  if (mimeType === folderType) return JSON.stringify(place);
  if (shortcut !== null)
    return JSON.stringify([...place, shortcut.targetId, shortcut.targetMimeType]);
  return JSON.stringify([...place, ...[stats.size, stats.mtimeNs, stats.ctimeNs].map(String)]);
}

/** What cannot be read has none, and is told by its times. */
function digestOf({ path }: FoundFile): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('base64url');
  } catch {
    return '';
  }
}
