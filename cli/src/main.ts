#!/usr/bin/env node
import { parseArgs } from 'node:util';
import description from '../package.json' with { type: 'json' };
import type { Command, Option, Output } from './command.ts';
import { completionOf } from './commands/completion.ts';
import { connect } from './commands/connect.ts';
import { get } from './commands/get.ts';
import { list } from './commands/list.ts';
import { login } from './commands/login.ts';
import { search } from './commands/search.ts';
import { status } from './commands/status.ts';
import { sync } from './commands/sync.ts';
import { Failure } from './failure.ts';
import { helpOf, helpOfAll } from './help.ts';
import { type Environment, readLogin } from './login.ts';

/** The options of every command. */
const general: Readonly<Record<string, Option>> = {
  url: { type: 'string', value: 'URL', help: 'the server, instead of DOCPILOT_URL or the login' },
  json: { type: 'boolean', help: 'print the answer as JSON' },
  help: { type: 'boolean', short: 'h', help: 'this text' },
};

const own = { search, get, list, status, sync, login, connect };
const commands: Readonly<Record<string, Command>> = {
  ...own,
  completion: completionOf(own, general),
};

async function run(argv: readonly string[], environment: Environment): Promise<number> {
  const [name = '--help', ...rest] = argv;
  if (name === '--version' || name === '-v') return print(description.version);
  if (['--help', '-h', 'help'].includes(name)) return print(helpOfAll(commands));
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    throw new Failure('notValid', `There is no command ${name}. See docpilot --help.`);
  }
  const { values, positionals } = parse(name, command, rest);
  if (values.help === true) return print(helpOf(name, command, general));
  const url = typeof values.url === 'string' ? values.url : undefined;
  const output = await command.run({
    positionals,
    values,
    environment,
    login: () => readLogin(environment, url),
  });
  return show(output, values.json === true);
}

function parse(name: string, { options }: Command, argv: string[]) {
  try {
    return parseArgs({ args: argv, options: { ...options, ...general }, allowPositionals: true });
  } catch (error) {
    const [problem] = (error as Error).message.split(/\. |\n/);
    throw new Failure('notValid', `${problem}. See docpilot ${name} --help.`);
  }
}

function show({ json, markdown, notes = [], exitCode = 0 }: Output, asJson: boolean): number {
  if (asJson) print(JSON.stringify(json, null, 2));
  else if (markdown !== '') print(markdown);
  for (const note of notes) process.stderr.write(`${note}\n`);
  return exitCode;
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
try {
  process.exitCode = await run(process.argv.slice(2), process.env);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.code;
}
