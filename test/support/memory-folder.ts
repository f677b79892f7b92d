import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Linux keeps the files of this folder in memory. */
const memory = '/dev/shm';
const prefix = 'docpilot-tests-';
/** More than a whole run holds at a time; containers often have only 64 MB. */
const bytesNeeded = 4 * 2 ** 30;

/**
 * A folder in memory for the temporary files of a run, which is removed when this process ends: to
 * remove thousands of small files from a disk takes longer than to test with them. Undefined where
 * there is none, or too little of it, or where programs in it cannot be started.
 */
export function makeMemoryFolder(): string | undefined {
  if (process.platform !== 'linux' || !isWritable(memory)) return undefined;
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize < bytesNeeded) return undefined;
  removeLeftBehind();
  const folder = mkdtempSync(join(memory, `${prefix}${process.pid}-`));
  // What tests start as another user finds its files, as in any folder for temporary files.
  chmodSync(folder, 0o711);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return startsPrograms(folder) ? folder : undefined;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Of runs that were killed. */
function removeLeftBehind(): void {
  for (const name of readdirSync(memory).filter((each) => each.startsWith(prefix))) {
    const [pid] = name.slice(prefix.length).split('-');
    if (existsSync(`/proc/${pid}`)) continue;
    try {
      rmSync(join(memory, name), { recursive: true, force: true });
    } catch {
      // Another user's.
    }
  }
}

function startsPrograms(folder: string): boolean {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n');
  chmodSync(program, 0o755);
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 0;
}
