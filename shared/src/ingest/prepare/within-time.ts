import { createContext, Script } from 'node:vm';

/** Work on one text that was stopped: the text is not to be stored. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

const room: { work: () => unknown } = { work: () => undefined };
const context = createContext(room);
const script = new Script('work()');

/**
 * Does synchronous work that V8 stops, even within a regular expression, when its time is over.
 * Costs a tenth of a millisecond or more, since V8 starts a thread that watches.
 * @param maxMs of real time
 * @throws TookTooLong
 */
export function withinTime<T>(maxMs: number, work: () => T): T {
  room.work = work;
  try {
    return script.runInContext(context, { timeout: maxMs }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new TookTooLong(`To mask, cut and weigh its text takes over ${maxMs} ms.`);
  } finally {
    room.work = () => undefined;
  }
}
