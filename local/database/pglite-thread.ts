import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Database, Queryable } from '@docpilot/shared/database';
import { serverTrouble } from '@docpilot/shared/server-trouble';

/** A statement for the thread, whose answers come in the same order. */
export interface Statement {
  sql: string;
  parameters?: readonly unknown[] | undefined;
}

/** Postgres' own error. Its fields, such as `code`, would not come with the error itself. */
export type Answer = { rows: object[] } | { error: Error; fields: object };

/**
 * The embedded database in a thread of its own: it stores one batch of a sync while this thread
 * prepares the next, and a long statement holds no request up.
 * @param folder where it keeps its files
 * @param signal ends the thread while it opens the database: the next start begins anew
 * @throws what keeps it from opening
 */
export async function openPgliteInThread(folder: string, signal?: AbortSignal): Promise<Database> {
  signal?.throwIfAborted();
  const thread = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: folder });
  const isOpen = new AbortController();
  signal?.addEventListener('abort', () => thread.terminate(), { signal: isOpen.signal });
  await Promise.race([
    once(thread, 'message', isOpen),
    once(thread, 'exit', isOpen).then(() => Promise.reject(new Error('Postgres did not start'))),
  ]).finally(() => isOpen.abort());
  const waiting: PromiseWithResolvers<object[]>[] = [];
  let ended: Error | undefined;
  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  thread.on('error', end);
  thread.on('exit', () => end(new Error('The thread of the embedded database has ended.')));
  thread.on('message', (answer: Answer) => {
    const statement = waiting.shift();
    if ('rows' in answer) statement?.resolve(answer.rows);
    else {
      const cause = Object.assign(answer.error, answer.fields);
      const error = serverTrouble(cause) ?? cause;
      statement?.reject(error);
    }
  });

  function send<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    if (ended) return Promise.reject(ended);
    const statement = Promise.withResolvers<object[]>();
    waiting.push(statement);
    thread.postMessage({ sql, parameters } satisfies Statement);
    return statement.promise as Promise<Row[]>;
  }

  // It has one session: whatever else is asked waits until a transaction has ended.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  }

  return {
    query: (sql, parameters) => inTurn(() => send(sql, parameters)),
    transaction: <T>(work: (transaction: Queryable) => Promise<T>) =>
      inTurn(async () => {
        await send('begin');
        try {
          const result = await work({ query: send });
          await send('commit');
          return result;
        } catch (error) {
          await send('rollback').catch(() => {});
          throw error;
        }
      }),
    close: () =>
      inTurn(async () => {
        const exit = once(thread, 'exit');
        thread.postMessage('close');
        await exit;
      }),
  };
}
