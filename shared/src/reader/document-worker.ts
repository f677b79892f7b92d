import { parentPort } from 'node:worker_threads';
import { readDocument } from '../extract/read-document.ts';
import { orSkipped } from '../extract/unreadable.ts';
import type { ReadJob } from './read-in-thread.ts';

/** The thread's side of `readInThread`: one document comes in, its text goes out. */
parentPort?.on('message', async ({ format, bytes, mediaType }: ReadJob) => {
  parentPort?.postMessage(await orSkipped(() => readDocument(format, bytes, mediaType)));
});
// A parser whose document was given up may leave promises behind.
process.on('unhandledRejection', () => undefined);
parentPort?.postMessage('ready');
