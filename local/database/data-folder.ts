import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '@docpilot/shared/errors';

/** A folder that this process alone may use until it ends, however it ends. */
export interface DataFolder {
  path: string;
  close(): void;
}

/** Keeps the connections from the garbage collector, which would release their locks. */
const locks = new Set<DatabaseSync>();

/**
 * Locks the folder, and makes it, for this user alone, when it does not exist. The lock is the
 * kernel's, on a SQLite file: it ends with its process, on every platform that Node runs on.
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
  const lock = inFolder(path, () => new DatabaseSync(join(path, 'lock.sqlite')));
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive;');
  } catch (error) {
    lock.close();
    if (!isTaken(error)) throw unusable(path, error);
    throw new ConfigError(
      `The data folder ${path} is in use by another DocPilot (process ${readOwner(ownerFile)}): stop that one, or choose another folder with --data DIR.`,
    );
  }
  try {
    inFolder(path, () => writeFileSync(ownerFile, String(process.pid)));
  } catch (error) {
    lock.close();
    throw error;
  }
  locks.add(lock);
  return {
    path,
    close: () => {
      locks.delete(lock);
      lock.close();
    },
  };
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

/** SQLITE_BUSY and SQLITE_LOCKED; https://sqlite.org/rescode.html */
function isTaken(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
  return [5, 6].includes(code & 0xff);
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
