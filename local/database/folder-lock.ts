import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Keeps the connections from the garbage collector, which would release their locks. */
const locks = new Set<DatabaseSync>();

/**
 * Locks a folder that exists. The lock is the kernel's, on a SQLite file: it ends with its process, on
 * every platform that Node runs on.
 * @returns what releases it; null when another process has it
 * @throws when the file cannot be read or written
 */
export function lockFolder(path: string): (() => void) | null {
  const lock = new DatabaseSync(join(path, 'lock.sqlite'));
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive;');
  } catch (error) {
    lock.close();
    if (isTaken(error)) return null;
    throw error;
  }
  locks.add(lock);
  return () => {
    locks.delete(lock);
    lock.close();
  };
}

/** SQLITE_BUSY and SQLITE_LOCKED; https://sqlite.org/rescode.html */
function isTaken(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
  return [5, 6].includes(code & 0xff);
}
