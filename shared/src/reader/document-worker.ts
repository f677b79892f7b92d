import { parentPort } from 'node:worker_threads';
import { readDocument } from '../extract/read-document.ts';
import type { DocumentFormat } from '../extract/read-markup.ts';
import { orSkipped } from '../extract/unreadable.ts';

/** The thread's side of `readInThread`: one document comes in, its text goes out. */
parentPort?.on('message', async (job: { format: DocumentFormat; bytes: Uint8Array }) => {
  const outcome = await orSkipped(() => readDocument(job.format, job.bytes));
  parentPort?.postMessage(outcome);
});
// A parser whose document was given up may leave promises behind.
process.on('unhandledRejection', () => undefined);
parentPort?.postMessage('ready');
