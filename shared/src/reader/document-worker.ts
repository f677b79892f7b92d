import { parentPort } from 'node:worker_threads';
import { readDocument } from '../extract/read-document.ts';
import type { DocumentFormat } from '../extract/read-markup.ts';
import { orSkipped } from '../extract/unreadable.ts';

/** The thread of `readInThread`: it receives one document at a time and answers with its text. */
parentPort?.on('message', async (job: { format: DocumentFormat; bytes: Uint8Array }) => {
  const outcome = await orSkipped(() => readDocument(job.format, job.bytes));
  parentPort?.postMessage(outcome);
});
// A parser whose document was aborted may leave promises that reject later.
process.on('unhandledRejection', () => undefined);
parentPort?.postMessage('ready');
