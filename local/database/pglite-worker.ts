import { parentPort, workerData } from 'node:worker_threads';
import { DocPilotError } from '@docpilot/shared/errors';
import { openPglite } from './open-pglite.ts';
import type { Answer, Statement } from './pglite-thread.ts';

/** The thread of `openPgliteInThread`: answers one statement after the other. */
const database = await openPglite(workerData);
let last: Promise<unknown> = Promise.resolve();

parentPort?.on('message', (message: Statement | 'close') => {
  last = last.then(async () => {
    if (message === 'close') {
      await database.close().finally(() => parentPort?.close());
      return;
    }
    const answer = await answerTo(message);
    parentPort?.postMessage(answer);
  });
});
parentPort?.postMessage('open');

async function answerTo({ sql, parameters }: Statement): Promise<Answer> {
  try {
    return { rows: await database.query(sql, parameters) };
  } catch (caught) {
    // A class does not go through a message: the other side names the server's trouble anew.
    const error = caught instanceof DocPilotError ? caught.cause : caught;
    const { message, stack, params, query, ...fields } = error as Error & Record<string, unknown>;
    return { error: Object.assign(new Error(message), { stack }), fields };
  }
}
