import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { type ResourceLimits, Worker } from 'node:worker_threads';

/**
 * Starts a thread, which sees nothing of the environment but where compiled code is kept, and waits until it says that it is ready.
 * @param file see `threadFile`
 * @throws what keeps it from starting
 */
export async function startThread(file: URL, resourceLimits: ResourceLimits): Promise<Worker> {
  const cache = getCompileCacheDir();
  const env = cache === undefined ? {} : { NODE_COMPILE_CACHE: cache };
  const worker = new Worker(file, { env, execArgv: [], resourceLimits });
  await nextMessage(worker);
  return worker;
}

/** @throws what ended the thread before it said anything */
export async function nextMessage<T>(worker: Worker, signal?: AbortSignal): Promise<T> {
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

/**
 * A thread's file lies beside the module that starts it; in a bundle it is a bundle of its own.
 * @param module its import.meta.url
 * @param bundle its path there, a literal that ends in -worker.cjs: scripts/build looks for those
 */
export function threadFile(module: string, bundle: string): URL {
  return new URL(module.endsWith('.ts') ? bundle.replace(/cjs$/, 'ts') : bundle, module);
}
