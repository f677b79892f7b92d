import { parentPort } from 'node:worker_threads';
import type { DocumentText } from '../extract/document-text.ts';
import { readPage } from '../extract/html/read-page.ts';
import { readDocument } from '../extract/read-document.ts';
import { orSkipped, type Skipped } from '../extract/unreadable.ts';
import type { ReadJob } from './read-in-thread.ts';

/** The thread of `readInThread`: it receives one document at a time and answers with its text. */
parentPort?.on('message', async ({ format, bytes, mediaType, hiddenCells }: ReadJob) => {
  const outcome = await orSkipped<DocumentText | Skipped | null>(() =>
    format === 'page'
      ? readPage(bytes, mediaType)
      : readDocument(format, bytes, mediaType, hiddenCells),
  );
  parentPort?.postMessage(outcome);
});
// What a parser says may quote the document, and a log is not the place for that.
for (const say of ['log', 'warn', 'error'] as const) console[say] = () => undefined;
// A parser whose document was aborted may leave promises that reject later.
process.on('unhandledRejection', () => undefined);
parentPort?.postMessage('ready');
