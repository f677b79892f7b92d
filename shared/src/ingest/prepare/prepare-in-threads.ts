import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { DocPilotError } from '../../errors.ts';
import { TooManySecrets } from '../../extract/secrets/mask-secrets.ts';
import { startThread, threadFile } from '../../reader/start-thread.ts';
import type { NewDocument } from '../../store/documents/new-document.ts';
import { maskAndPrepare, type ReadDocument } from './prepare-document.ts';
import { TookTooLong } from './within-time.ts';

/** What prepares documents, here or in threads of its own. */
export interface Preparing {
  /**
   * The same as `maskAndPrepare`.
   * @throws DocPilotError internal when a thread has ended by itself
   */
  prepare(document: ReadDocument): Promise<NewDocument>;
  /** Resolves when nothing is prepared here any more: the threads have started, if there are any. */
  started: Promise<unknown>;
  end(): Promise<void>;
}

/**
 * Fewer are prepared here: to load the code and warm up costs a thread half a second of processor
 * time. On two cores, a first sync of 420 documents of 7 KB is 1.2 times as fast with a thread.
 */
const minDocuments = 100;
/** One thread prepares about as much as one connection stores, so more than a few only take memory. */
const maxThreads = 3;
/** Megabytes of objects that a thread may hold. */
const threadMemory = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/** Prepares in threads where there are cores beside this thread's, and documents enough. */
export function startPreparing(documents: number, cores = availableParallelism()): Preparing {
  const threads = documents < minDocuments ? 0 : Math.min(cores - 1, maxThreads);
  if (threads === 0) {
    return { prepare: maskAndPrepare, started: Promise.resolve(), end: async () => {} };
  }
  return prepareInThreads(threads, threadFile(import.meta.url, './prepare-worker.cjs'));
}

interface Thread {
  worker: Worker;
  /** Documents that it was given and has not answered. */
  waiting: Map<number, PromiseWithResolvers<NewDocument>>;
}

/** An error comes with its name: a class does not go through a message. */
export type ThreadAnswer =
  | { id: number; prepared: NewDocument }
  | { id: number; error: { name: string; message: string } };

/**
 * Prepares in so many threads. While they start, documents are prepared here.
 * @param file of the threads; a test gives one that ends itself
 */
export function prepareInThreads(count: number, file: URL): Preparing {
  const threads: Thread[] = [];
  let failure: DocPilotError | undefined;
  let isEnding = false;
  let nextId = 0;

  function fail(cause: unknown): void {
    if (isEnding) return;
    failure ??= new DocPilotError(
      'internal',
      'A thread that prepares documents has ended. What was stored before is kept, and the next sync goes on from there.',
      { cause },
    );
    for (const { waiting } of threads) {
      for (const answer of waiting.values()) answer.reject(failure);
      waiting.clear();
    }
  }

  async function start(): Promise<void> {
    const worker = await startThread(file, threadMemory);
    const thread: Thread = { worker, waiting: new Map() };
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('The thread ended.')));
    worker.on('message', (answer: ThreadAnswer) => {
      const waiting = thread.waiting.get(answer.id);
      thread.waiting.delete(answer.id);
      if ('prepared' in answer) waiting?.resolve(answer.prepared);
      else waiting?.reject(toError(answer.error));
    });
    threads.push(thread);
  }

  const started = Promise.all(Array.from({ length: count }, () => start().catch(fail)));
  return {
    started,
    async prepare(document) {
      if (failure) throw failure;
      const [thread] = threads.toSorted((a, b) => a.waiting.size - b.waiting.size);
      if (thread === undefined) return maskAndPrepare(document);
      const answer = Promise.withResolvers<NewDocument>();
      nextId += 1;
      thread.waiting.set(nextId, answer);
      thread.worker.postMessage({ id: nextId, document });
      return answer.promise;
    },
    async end() {
      isEnding = true;
      await started;
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function toError({ name, message }: { name: string; message: string }): Error {
  if (name === 'TookTooLong') return new TookTooLong(message);
  return name === 'TooManySecrets' ? new TooManySecrets(message) : new Error(message);
}
