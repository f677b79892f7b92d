import type { Database } from '@docpilot/shared/database';
import type { PGlite } from '@electric-sql/pglite';

/** With its engine where it is the embedded one. */
export type WorkerDatabase = Database & { readonly pglite?: PGlite };

// The environment that closes the database and the files that use it load this module apart from
// each other: they meet on the global object.
const holder: { [key: symbol]: Promise<WorkerDatabase> | undefined } = globalThis;
const key = Symbol.for('docpilot.worker-database');

/** The one database of this worker, opened by the first file that asks. */
export function workerDatabase(open: () => Promise<WorkerDatabase>): Promise<WorkerDatabase> {
  holder[key] ??= open();
  return holder[key];
}

export async function closeWorkerDatabase(): Promise<void> {
  const opening = holder[key];
  holder[key] = undefined;
  await (await opening)?.close();
}
