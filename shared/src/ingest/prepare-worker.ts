import { parentPort } from 'node:worker_threads';
import { maskAndPrepare, type ReadDocument } from './prepare-document.ts';

/** A thread of `prepareInThreads`: it receives documents and answers with what is to be stored. */
parentPort?.on('message', async ({ id, document }: { id: number; document: ReadDocument }) => {
  try {
    parentPort?.postMessage({ id, prepared: await maskAndPrepare(document) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
parentPort?.postMessage('ready');
