import type { Database } from '@docpilot/shared/database';
import type { PGlite } from '@electric-sql/pglite';

/** A database, with its engine if it is the embedded one. */
export type WorkerDatabase = Database & { readonly pglite?: PGlite };

// Stored in the global object, as the environment that closes the database and the test files that
// use it load separate copies of this module.
const holder: { [key: symbol]: Promise<WorkerDatabase> | undefined } = globalThis;
const key = Symbol.for('docpilot.worker-database');

/** The database of this worker, opened when first used. */
export function workerDatabase(open: () => Promise<WorkerDatabase>): Promise<WorkerDatabase> {
  holder[key] ??= open();
  return holder[key];
}

export async function closeWorkerDatabase(): Promise<void> {
  const opening = holder[key];
  holder[key] = undefined;
  await (await opening)?.close();
}
