import { homedir } from 'node:os';
import type { Environment } from '../login.ts';

/** The server as an assistant gets to know it. */
export interface Server {
  /** Where it serves the Model Context Protocol. */
  mcpUrl: string;
  key: string;
  /** Whether the key is in DOCPILOT_KEY, so that a configuration may refer to it there. */
  isKeyInEnvironment: boolean;
}

/** What was done; never with the key in it. */
export interface Connected {
  /** The file that holds the configuration now. */
  file?: string;
  /** Its content before, if it was there and changed. */
  backup?: string;
  message: string;
}

/** An assistant that can be connected. */
export interface Client {
  connect(server: Server, environment: Environment): Connected;
}

/** The variable that configurations refer to. */
export const keyVariable = 'DOCPILOT_KEY';

export function homeOf(environment: Environment): string {
  return environment.HOME || homedir();
}

/** The key, or a reference to the variable that holds it. */
export function keyIn({ key, isKeyInEnvironment }: Server, reference: string): string {
  return isKeyInEnvironment ? reference : key;
}

export function noteOn({ isKeyInEnvironment }: Server): string {
  return isKeyInEnvironment
    ? `It refers to ${keyVariable}, which must be set where the assistant is started.`
    : 'It holds the key.';
}
