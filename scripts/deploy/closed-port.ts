import { CommandFailed } from './command.ts';

/** The port of Cloud SQL's instances for its connectors. */
const connectorPort = 3307;

/**
 * Does what connects to Cloud SQL, and says what to do if this network seems to let nothing out to it.
 * @throws CommandFailed
 */
export async function explainClosedPort<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isShut(error)) throw error;
    throw new CommandFailed(
      `The database cannot be reached from here: this network may let no connection out to port ${connectorPort}, as in many offices. Open the port, use another network, or run the same command in Cloud Shell, which can: https://shell.cloud.google.com`,
    );
  }
}

/** Whether the connection to the port was refused, or nothing ever answered. */
function isShut(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isPort = 'port' in error && error.port === connectorPort;
  return isPort || error.message.includes('connection timeout') || isShut(error.cause);
}
