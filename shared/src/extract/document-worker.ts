import { parentPort } from 'node:worker_threads';
import { type DocumentFormat, readDocument } from './read-document.ts';

/** The thread's side of `readInThread`: one document comes in, its text goes out. */
parentPort?.on('message', async (job: { format: DocumentFormat; bytes: Uint8Array }) => {
  parentPort?.postMessage(await readDocument(job.format, job.bytes));
});
parentPort?.postMessage('ready');
