import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, DocPilotError } from '@docpilot/shared/errors';
import { openData } from './database/open-database.ts';
import { type Options, parseOptions, usage } from './options.ts';

/** @param args after `npm start --` */
export async function runCommand(args: string[]): Promise<void> {
  try {
    const options = parseOptions(args, process.env);
    if (options.help) say(usage);
    else if (options.version) say(readVersion());
    else await start(options);
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof DocPilotError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

/** The database opens in its thread while the rest of DocPilot is loaded here. */
async function start(options: Options): Promise<void> {
  const startedAt = performance.now();
  const data = openData(options, process.env);
  const { run } = await import('./run.ts');
  await run(options, data, startedAt);
}

function readVersion(): string {
  const file = join(import.meta.dirname, '..', 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')).version;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
