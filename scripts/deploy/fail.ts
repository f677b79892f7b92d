import { ConfigError, DocPilotError } from '@docpilot/shared/errors';
import { CommandFailed } from './command.ts';
import { UsageError } from './options.ts';

/**
 * Runs a script. An error that a person can fix ends it with one line and exit code 2, others with
 * 1.
 */
export async function runScript(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const known = [UsageError, CommandFailed, ConfigError, DocPilotError].some(
      (kind) => error instanceof kind,
    );
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
    console.error(`${error.message}${cause}`);
    process.exitCode = known ? 2 : 1;
  }
}
