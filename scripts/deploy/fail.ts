import { ConfigError, DocPilotError } from '@docpilot/shared/errors';
import { CommandFailed, Interrupted, isRunning } from './command.ts';
import { UsageError } from './options.ts';

/**
 * Runs a script. An error that a person can fix ends it with one line and exit code 2, others with
 * 1, and Ctrl-C with 130, once the program that runs has ended.
 */
export async function runScript(work: () => Promise<void>): Promise<void> {
  process.on('SIGINT', () => {
    if (isRunning()) return;
    console.error(new Interrupted().message);
    process.exit(130);
  });
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const known = [UsageError, CommandFailed, ConfigError, DocPilotError].some(
      (kind) => error instanceof kind,
    );
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
    console.error(`${error.message}${cause}`);
    process.exitCode = error instanceof Interrupted ? 130 : known ? 2 : 1;
  }
}
