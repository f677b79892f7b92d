import type { Database } from '@docpilot/shared/database';

// The environment that closes the database and the files that use it load this module apart from
// each other: they meet on the global object.
const holder: { [key: symbol]: Promise<Database> | undefined } = globalThis;
const key = Symbol.for('docpilot.worker-database');

/** The one database of this worker, opened by the first file that asks. */
export function workerDatabase(open: () => Promise<Database>): Promise<Database> {
  holder[key] ??= open();
  return holder[key];
}

export async function closeWorkerDatabase(): Promise<void> {
  const opening = holder[key];
  holder[key] = undefined;
  await (await opening)?.close();
}
