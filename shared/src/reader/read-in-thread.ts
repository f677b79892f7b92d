import type { Worker } from 'node:worker_threads';
import type { DocumentText } from '../extract/document-text.ts';
import { limits } from '../extract/limits.ts';
import type { HiddenCells } from '../extract/sheets/hidden-cells.ts';
import type { DocumentFormat } from '../extract/text/read-markup.ts';
import type { Skipped } from '../extract/unreadable.ts';
import { nextMessage, startThread, threadFile } from './start-thread.ts';

type Result = DocumentText | Skipped | null;

export interface ReadJob {
  /** `page`: of a documentation site, with what it says of itself. */
  format: DocumentFormat | 'page';
  bytes: Uint8Array;
  /** As the source gives it, perhaps with a charset. */
  mediaType: string | undefined;
  hiddenCells: HiddenCells;
}

/** Milliseconds between two checks of the thread's memory and processor time. */
const watchMs = 25;
/** After so many documents a thread is replaced: parsers keep what they once loaded. */
const documentsPerThread = 50;
const mebibyte = 1024 * 1024;

let thread: Worker | null = null;
let documents = 0;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Reads a document in a thread, which is ended when it takes too much processor time or memory:
 * parsers of binary formats do not limit themselves. One document at a time.
 */
export function readInThread(job: ReadJob): Promise<Result> {
  const result = queue.then(() => readNext(job));
  queue = result.catch(() => undefined);
  return result;
}

async function readNext(job: ReadJob): Promise<Result> {
  if (thread && documents >= documentsPerThread) endThread(thread);
  thread ??= await startReader();
  documents += 1;
  const worker = thread;
  const maxMs = limits.threadMs + (limits.threadMsPerMebibyte * job.bytes.byteLength) / mebibyte;
  worker.ref();
  const stopWatching = new AbortController();
  try {
    const result = answerOf(worker, stopWatching.signal);
    worker.postMessage(job);
    const read = await Promise.race([result, watch(worker, maxMs, stopWatching.signal)]);
    // A parser that reached a limit may still be running.
    if (read !== null && 'skip' in read && read.skip.startsWith('too_')) endThread(worker);
    return read;
  } finally {
    stopWatching.abort();
    worker.unref();
  }
}

/** What the thread answers; if it dies, the document is skipped as the cause. */
async function answerOf(worker: Worker, stop: AbortSignal): Promise<Result> {
  try {
    return await nextMessage<Result>(worker, stop);
  } catch (error) {
    endThread(worker);
    const { code, message } = error as NodeJS.ErrnoException;
    const isBound = code === 'ERR_WORKER_OUT_OF_MEMORY';
    return { skip: isBound ? 'too_complex' : 'broken', detail: message };
  }
}

/** Resolves when the thread was ended because it took too much; otherwise never. */
function watch(worker: Worker, maxMs: number, stop: AbortSignal): Promise<Skipped> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const usedBefore = worker.cpuUsage().catch(() => undefined);
    const check = async () => {
      const [heap, cpu] = await Promise.all([
        worker.getHeapStatistics(),
        worker.cpuUsage(await usedBefore),
      ]);
      const megabytes = heap.external_memory / 1_000_000;
      const cpuMs = (cpu.user + cpu.system) / 1000;
      // V8 itself ends the thread over its heap's limit.
      if (megabytes > limits.threadBufferMegabytes) return `It takes ${Math.round(megabytes)} MB.`;
      return cpuMs > maxMs ? `It takes over ${Math.round(maxMs)} ms.` : null;
    };
    const end = (detail: string) => {
      endThread(worker);
      resolve({ skip: 'too_complex', detail });
    };
    let isChecking = false;
    const timer = setInterval(() => {
      // A thread in a long native call does not report its processor time: then real time counts.
      if (performance.now() - startedAt > limits.wallFactor * maxMs) {
        end(`It takes over ${Math.round(limits.wallFactor * maxMs)} ms.`);
      }
      if (isChecking) return;
      isChecking = true;
      check()
        .then((detail) => detail !== null && end(detail))
        // The thread has ended by itself; `answerOf` reports why.
        .catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'ERR_WORKER_NOT_RUNNING') reject(error);
        })
        .finally(() => {
          isChecking = false;
        });
    }, watchMs);
    stop.addEventListener('abort', () => clearInterval(timer), { once: true });
  });
}

/** @throws the error that keeps the thread from starting, which no document is blamed for */
async function startReader(): Promise<Worker> {
  const worker = await startThread(threadFile(import.meta.url, './document-worker.cjs'), {
    maxOldGenerationSizeMb: limits.threadHeapMegabytes,
    maxYoungGenerationSizeMb: 16,
  });
  documents = 0;
  worker.on('exit', () => endThread(worker));
  // An error after the thread was ended is ignored.
  worker.on('error', () => undefined);
  return worker;
}

function endThread(worker: Worker): void {
  if (thread === worker) thread = null;
  void worker.terminate();
}
