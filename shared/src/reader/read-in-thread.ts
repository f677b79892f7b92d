import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DocumentText } from '../extract/document-text.ts';
import { limits } from '../extract/limits.ts';
import type { DocumentFormat } from '../extract/read-markup.ts';
import type { Skipped } from '../extract/unreadable.ts';

type Result = DocumentText | Skipped | null;

export interface ReadJob {
  format: DocumentFormat;
  bytes: Uint8Array;
  /** As the source gives it, perhaps with a charset. */
  mediaType: string | undefined;
}

/** Milliseconds between two looks at what the thread holds and has used. */
const watchMs = 25;
/** A thread is given up after as many documents: parsers keep what they once loaded. */
const documentsPerThread = 50;
const mebibyte = 1024 * 1024;

let thread: Worker | null = null;
let documents = 0;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Reads a document in a thread that is ended when the document costs too much processor time or
 * memory: no parser of a binary format keeps its own bounds. One document at a time.
 */
export function readInThread(job: ReadJob): Promise<Result> {
  const result = queue.then(() => readNext(job));
  queue = result.catch(() => undefined);
  return result;
}

async function readNext(job: ReadJob): Promise<Result> {
  if (thread && documents >= documentsPerThread) endThread(thread);
  thread ??= await startThread();
  documents += 1;
  const worker = thread;
  const maxMs = limits.threadMs + (limits.threadMsPerMebibyte * job.bytes.byteLength) / mebibyte;
  worker.ref();
  const stopWatching = new AbortController();
  try {
    const result = answerOf(worker, stopWatching.signal);
    worker.postMessage(job);
    const read = await Promise.race([result, watch(worker, maxMs, stopWatching.signal)]);
    // A parser that was stopped half way may still be at work.
    if (read !== null && 'skip' in read && read.skip.startsWith('too_')) endThread(worker);
    return read;
  } finally {
    stopWatching.abort();
    worker.unref();
  }
}

/** What the thread answers; when it dies over a document, that is the document's fault. */
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

/** @throws what ended the thread before it said anything */
async function nextMessage<T>(worker: Worker, signal?: AbortSignal): Promise<T> {
  const settled = new AbortController();
  const either = signal ? AbortSignal.any([signal, settled.signal]) : settled.signal;
  try {
    const [message] = await Promise.race([
      once(worker, 'message', { signal: either }),
      once(worker, 'exit', { signal: either }).then(() => {
        throw new Error('The thread ended.');
      }),
    ]);
    return message as T;
  } finally {
    settled.abort();
  }
}

/** Ends the thread when it holds or has used too much; else never answers. */
function watch(worker: Worker, maxMs: number, stop: AbortSignal): Promise<Skipped> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const usedBefore = worker.cpuUsage().catch(() => undefined);
    const look = async () => {
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
    let isLooking = false;
    const timer = setInterval(() => {
      // A thread inside one long native call does not answer: the clock on the wall holds then.
      if (performance.now() - startedAt > limits.wallFactor * maxMs) {
        end(`It takes over ${Math.round(limits.wallFactor * maxMs)} ms.`);
      }
      if (isLooking) return;
      isLooking = true;
      look()
        .then((detail) => detail !== null && end(detail))
        // The thread has ended by itself; `answerOf` tells why.
        .catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'ERR_WORKER_NOT_RUNNING') reject(error);
        })
        .finally(() => {
          isLooking = false;
        });
    }, watchMs);
    stop.addEventListener('abort', () => clearInterval(timer), { once: true });
  });
}

/** @throws what keeps the thread from starting; that is no fault of any document */
async function startThread(): Promise<Worker> {
  const worker = new Worker(threadFile(), {
    env: {},
    execArgv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: limits.threadHeapMegabytes,
      maxYoungGenerationSizeMb: 16,
    },
  });
  await nextMessage(worker);
  documents = 0;
  worker.on('exit', () => endThread(worker));
  // Its last error may come after its end was decided.
  worker.on('error', () => undefined);
  return worker;
}

function endThread(worker: Worker): void {
  if (thread === worker) thread = null;
  void worker.terminate();
}

/** The thread's file lies beside this one; in a bundle it is a bundle of its own. */
function threadFile(): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? './document-worker.ts' : './document-worker.cjs', here);
}
