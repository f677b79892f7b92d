import type { Command, Option } from './command.ts';

/** The help of the whole program. */
export function helpOfAll(commands: Readonly<Record<string, Command>>): string {
  return `docpilot COMMAND

${columns(Object.entries(commands).map(([name, { summary }]) => [name, summary]))}

  docpilot COMMAND --help   the options of a command
  docpilot --version        the version

The server and its key are DOCPILOT_URL and DOCPILOT_KEY, or those of docpilot login.
Answers are Markdown, or with --json the server's JSON.

Exit codes: 0 it worked; 1 nothing was found; 2 the command or the request is not valid;
3 the server cannot be reached, is busy or failed; 4 the key is missing or refused;
5 the sync failed.`;
}

/** The help of one command. */
export function helpOf(
  name: string,
  { usage, summary, options }: Command,
  general: Readonly<Record<string, Option>>,
): string {
  const lines = Object.entries({ ...options, ...general }).map(
    ([option, { short, value, help }]): [string, string] => [
      [short && `-${short},`, `--${option}`, value].filter(Boolean).join(' '),
      help,
    ],
  );
  return `${['docpilot', name, usage].filter(Boolean).join(' ')}

  ${summary}

${columns(lines)}`;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}   ${second}`).join('\n');
}
