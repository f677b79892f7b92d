import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@docpilot/shared/errors';
import { lockFolder } from './folder-lock.ts';

/** A folder that this process alone may use until it ends, however it ends. */
export interface DataFolder {
  path: string;
  close(): void;
}

/**
 * Locks the folder, and makes it, for this user alone, when it does not exist.
 * @throws ConfigError when another process has it, or it cannot be written
 */
export function takeDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new ConfigError(
      `The data folder ${path} cannot be made (${(error as Error).message}): choose another with --data DIR.`,
    );
  }
  const ownerFile = join(path, 'owner.pid');
  const unlock = inFolder(path, () => lockFolder(path));
  if (unlock === null) {
    throw new ConfigError(
      `The data folder ${path} is in use by another DocPilot (process ${readOwner(ownerFile)}): stop that one, or choose another folder with --data DIR.`,
    );
  }
  try {
    inFolder(path, () => writeFileSync(ownerFile, String(process.pid)));
  } catch (error) {
    unlock();
    throw error;
  }
  return { path, close: unlock };
}

/**
 * Reads or writes a file of the data folder.
 * @throws ConfigError that says what to do, if that fails
 */
export function inFolder<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw unusable(path, error);
  }
}

function unusable(path: string, error: unknown): ConfigError {
  return new ConfigError(
    `The data folder ${path} cannot be used (${(error as Error).message}): let this user write to it and to its files, make room on its disk, delete its lock.sqlite if that is damaged, or choose another folder with --data DIR.`,
  );
}

function readOwner(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
