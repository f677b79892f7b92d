import { parentPort } from 'node:worker_threads';
import { maskAndPrepare, type ReadDocument } from './prepare-document.ts';
import type { ThreadAnswer } from './prepare-in-threads.ts';

/** A thread of `prepareInThreads`: it receives documents and answers with what is to be stored. */
parentPort?.on('message', async ({ id, document }: { id: number; document: ReadDocument }) => {
  const answer = await answerTo(id, document);
  parentPort?.postMessage(answer);
});
parentPort?.postMessage('ready');

async function answerTo(id: number, document: ReadDocument): Promise<ThreadAnswer> {
  try {
    return { id, prepared: await maskAndPrepare(document) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { id, error: { name, message } };
  }
}
