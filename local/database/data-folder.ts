import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '@docpilot/shared/errors';

/** A folder that this process alone may use until it ends, however it ends. */
export interface DataFolder {
  path: string;
  close(): void;
}

/** A connection that is collected as garbage would take its lock along. */
const held = new Set<DatabaseSync>();

/**
 * Takes the folder, making it when it is not there. The lock is the kernel's, on a SQLite file:
 * it dies with its process, and it works on every platform that Node runs on.
 * @throws ConfigError when another process has it
 */
export function takeDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw new ConfigError(
      `The data folder ${path} cannot be made (${(error as Error).message}): choose another with --data DIR.`,
    );
  }
  const ownerFile = join(path, 'owner.pid');
  const lock = new DatabaseSync(join(path, 'lock.sqlite'));
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive;');
  } catch {
    lock.close();
    throw new ConfigError(
      `The data folder ${path} is in use by another DocPilot (process ${readOwner(ownerFile)}): stop that one, or choose another folder with --data DIR.`,
    );
  }
  writeFileSync(ownerFile, String(process.pid));
  held.add(lock);
  return {
    path,
    close: () => {
      held.delete(lock);
      lock.close();
    },
  };
}

function readOwner(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
