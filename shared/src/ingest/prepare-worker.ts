import { parentPort } from 'node:worker_threads';
import { maskAndPrepare, type ReadDocument } from './prepare-document.ts';

/** A thread of `prepareInThreads`: it receives documents and answers with what is to be stored. */
parentPort?.on('message', async ({ id, document }: { id: number; document: ReadDocument }) => {
  try {
    const prepared = await maskAndPrepare(document);
    parentPort?.postMessage({ id, prepared });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
parentPort?.postMessage('ready');
