import { setTimeout as sleep } from 'node:timers/promises';
import type { ServedRelease } from './serve-release.ts';

/** What the calls of a release came to. */
export interface Traffic {
  /** Resolves when everything has been asked for once more. */
  round(): Promise<void>;
  /** @returns the answers that were errors */
  stop(): Promise<string[]>;
}

export interface TrafficOptions {
  repository: string;
  queries: readonly string[];
  /** Called before each sync, for example to commit something. */
  change(): void;
}

let executions = 0;

/** Searches, lists and syncs side by side, again and again. */
export function startTraffic(
  release: ServedRelease,
  { repository, queries, change }: TrafficOptions,
): Traffic {
  const errors: string[] = [];
  let isStopping = false;
  let rounds = { search: 0, sync: 0 };

  async function check(name: 'list' | 'search' | 'sync-github', body?: object): Promise<void> {
    const response = await release.call(name, body);
    const text = await response.text();
    // Of two releases that sync one repository, one is told that the other does.
    const isBusy = name === 'sync-github' && response.status === 409;
    if (!response.ok && !isBusy) errors.push(`${name}: ${response.status} ${text}`);
  }

  async function repeat(kind: keyof typeof rounds, round: () => Promise<void>): Promise<void> {
    while (!isStopping) {
      await round().catch((error) => errors.push(String(error)));
      rounds = { ...rounds, [kind]: rounds[kind] + 1 };
      await sleep(1);
    }
  }

  const running = [
    repeat('search', async () => {
      for (const query of queries) await check('search', { query });
      await check('list');
    }),
    repeat('sync', async () => {
      change();
      executions += 1;
      await check('sync-github', { execution_id: `traffic-${executions}`, repository });
    }),
  ];

  const slowest = () => Math.min(...Object.values(rounds));
  return {
    async round() {
      // The round that is under way may have begun before.
      const until = slowest() + 2;
      while (slowest() < until) await sleep(5);
    },
    async stop() {
      isStopping = true;
      await Promise.all(running);
      return errors;
    },
  };
}
