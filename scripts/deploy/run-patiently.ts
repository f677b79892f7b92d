import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, CommandFailed, run } from './command.ts';
import { isNotYetEffective } from './known-errors.ts';

export interface Patience {
  pauseMs: number;
  /** How long after its first failure a command is retried. */
  lastsMs: number;
}

/** A new right takes two minutes, sometimes seven and more: https://cloud.google.com/iam/docs/access-change-propagation */
const patience: Patience = { pauseMs: 30_000, lastsMs: 8 * 60_000 };

/**
 * Runs a command of a first deployment: while Google may not know a new API, account or right
 * everywhere yet, it is retried.
 * @throws CommandFailed, Interrupted
 */
export async function runPatiently(
  command: Command,
  folder: string,
  { pauseMs, lastsMs }: Patience = patience,
): Promise<void> {
  let endsAt: number | undefined;
  for (;;) {
    try {
      return await run(command, folder);
    } catch (error) {
      if (!(error instanceof CommandFailed) || !isNotYetEffective(error.output)) throw error;
      endsAt ??= Date.now() + lastsMs;
      const left = Math.ceil((endsAt - Date.now()) / 60_000);
      if (left <= 0) throw error;
      console.log(
        `\nA new API or right takes minutes to be known everywhere at Google. Trying again in ${pauseMs / 1000} seconds, for ${left} more minutes at most.`,
      );
      await sleep(pauseMs);
    }
  }
}
