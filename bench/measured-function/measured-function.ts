import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

/** The function's memory on Cloud Run; Node uses about half of it for its heap. */
const memoryMiB = 512;

/** A function in a process of its own, with the memory that it has on Cloud Run. */
export async function measuredFunction(
  name: 'sync-github' | 'sync-web',
  environment: Record<string, string>,
) {
  const script = join(import.meta.dirname, 'function-process.ts');
  const child = spawn(process.execPath, [`--max-old-space-size=${memoryMiB / 2}`, script, name], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = Number(await new Promise((said) => child.stdout.once('data', said)));

  /** Without fetch, as a slice may take longer than fetch waits for headers. */
  function post(path: string, body: object): Promise<Record<string, unknown>> {
    return new Promise((answered, failed) => {
      const headers = { 'content-type': 'application/json' };
      request({ port, path, method: 'POST', headers }, (response) => {
        answered(json(response) as Promise<Record<string, unknown>>);
      })
        .once('error', failed)
        .end(JSON.stringify(body));
    });
  }

  return {
    /**
     * Calls the function until the sync is done, as the workflow does.
     * @yields what it answers for each slice
     */
    async *sync(path: string, body: object): AsyncGenerator<Record<string, unknown>> {
      for (;;) {
        const answer = await post(path, body);
        if (typeof answer.done !== 'boolean') throw new Error(JSON.stringify(answer));
        yield answer;
        if (answer.done) return;
      }
    },
    /** The peak memory of the process so far. */
    peakMiB(): number {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
    },
    close: () => child.kill(),
  };
}
