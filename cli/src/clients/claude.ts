import { spawnSync } from 'node:child_process';
import { Failure } from '../failure.ts';
import { type Client, keyVariable } from './client.ts';

/**
 * Claude Code writes its configuration while it runs, so its own command makes the entry. Source:
 * https://code.claude.com/docs/en/mcp
 */
export const claude: Client = {
  connect({ mcpUrl, key, isKeyInEnvironment }, environment) {
    const add = ['mcp', 'add', '--transport', 'http', '--scope', 'user', 'docpilot', mcpUrl];
    const shown = `claude ${add.join(' ')} --header "Authorization: Bearer $${keyVariable}"`;
    const run = (argv: readonly string[]) =>
      spawnSync('claude', argv, { env: environment, encoding: 'utf8' });
    // An entry from before would be in the way.
    const { error } = run(['mcp', 'remove', '--scope', 'user', 'docpilot']);
    if (error !== undefined) {
      const first = isKeyInEnvironment ? '' : ` (with the key in ${keyVariable})`;
      return { message: `The command claude was not found. Where it is, run${first}:\n\n${shown}` };
    }
    // What it prints is not shown: the header is in it.
    const { status } = run([...add, '--header', `Authorization: Bearer ${key}`]);
    if (status === 0) return { message: 'Claude Code has it for all projects of this user.' };
    throw new Failure('notValid', `claude mcp add ended with ${status}. Try:\n\n${shown}`);
  },
};
