import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { onDisk } from './disk-path.ts';
import { folderType } from './file-types.ts';
import type { FoundFile } from './folder-reader.ts';

/** What counts as a change of a file when it differs from before. */
export interface Fingerprint {
  /** Name, folder and times; of a folder without times, which change with what it contains. */
  print: string;
  /** SHA-256 of the content while the times alone could miss a change; else empty. */
  digest: string;
}

/** Disks keep times in steps: two writes within one step have the same time. */
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
  if (shortcut !== null) return JSON.stringify([...place, shortcut.targetId]);
  return JSON.stringify([...place, ...[stats.size, stats.mtimeNs, stats.ctimeNs].map(String)]);
}

/** Empty for what cannot be read: its times must do. */
function digestOf({ path }: FoundFile): string {
  try {
    return createHash('sha256')
      .update(readFileSync(onDisk(path)))
      .digest('base64url');
  } catch {
    return '';
  }
}
