import { spawn } from 'node:child_process';
import { explain } from './known-errors.ts';

/** One command of a plan, which is printed before it runs. */
export interface Command {
  /** Its purpose, in a few words. */
  title: string;
  program: string;
  args: readonly string[];
  /** Its standard input, which is never printed. */
  input?: string;
  /** The name that is printed instead of the input. */
  inputName?: string;
  /** Runs instead of the program, if running it is not sufficient. @throws CommandFailed */
  perform?(): Promise<void>;
}

/** The command as you would type it. */
export function commandLine({ program, args, inputName }: Command): string {
  const line = [program, ...args].map(quote).join(' ');
  return inputName === undefined ? line : `${line} < ${inputName}`;
}

function quote(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  /** The end of what the command printed as its errors. */
  readonly output: string;

  constructor(message: string, output = '') {
    super(message);
    this.output = output;
  }
}

/** Somebody pressed Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor() {
    super('\nInterrupted. What was done remains: the same command goes on from there.');
  }
}

/** The time after which a message says what is being waited for. */
const waitingNoticeMs = 5_000;
/** The part of a program's errors that is kept. */
const keptCharacters = 20_000;

/** Runs a command in a folder and shows its output. @throws CommandFailed, Interrupted */
export async function run(command: Command, folder: string): Promise<void> {
  console.log(`\n# ${command.title}\n$ ${commandLine(command)}`);
  if (command.perform) return command.perform();
  const { code, errors } = await start(command, folder, false);
  if (code === 0) return;
  const advice = explain(errors);
  throw new CommandFailed(
    [`"${command.title}" failed with exit code ${code}; see its output above.`, ...advice].join(
      '\n',
    ),
    errors,
  );
}

/**
 * Returns what a program prints, or undefined if it is missing or fails. Tests replace it.
 * @param explainFailure is told the last lines of the errors of a program that fails
 */
export type ReadOutput = (
  program: string,
  args: readonly string[],
  explainFailure?: (errors: string) => void,
) => Promise<string | undefined>;

export const readOutput: ReadOutput = async (program, args, explainFailure) => {
  const line = commandLine({ title: '', program, args });
  const timer = setTimeout(() => console.log(`Waiting for: ${line}`), waitingNoticeMs);
  try {
    const { code, output, errors } = await start({ title: '', program, args }, process.cwd(), true);
    if (code === 0) return output.trim();
    explainFailure?.(errors.trim());
    return undefined;
  } finally {
    clearTimeout(timer);
  }
};

let running = 0;

/** Whether a program runs, which gets a Ctrl-C of the terminal itself and is waited for. */
export function isRunning(): boolean {
  return running > 0;
}

function start(
  { program, args, input }: Command,
  folder: string,
  quiet: boolean,
): Promise<{ code: number; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    // Terraform may ask for approval; gcloud may not ask, as nobody might see the question.
    const mayAsk = !quiet && program !== 'gcloud';
    const child = spawn(program, [...args], {
      cwd: folder,
      env: { ...process.env, CLOUDSDK_CORE_DISABLE_PROMPTS: '1' },
      stdio: [
        input !== undefined ? 'pipe' : mayAsk ? 'inherit' : 'ignore',
        quiet ? 'pipe' : 'inherit',
        'pipe',
      ],
    });
    running += 1;
    let isInterrupted = false;
    const interrupt = () => {
      isInterrupted = true;
    };
    process.on('SIGINT', interrupt);
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    let errors = '';
    child.stderr?.on('data', (chunk) => {
      errors = `${errors}${chunk}`.slice(-keptCharacters);
      if (!quiet) process.stderr.write(chunk);
    });
    const end = (code: number) => {
      running -= 1;
      process.off('SIGINT', interrupt);
      if (isInterrupted) reject(new Interrupted());
      else resolve({ code, output, errors });
    };
    child.on('error', () => end(127));
    child.on('close', (code) => {
      if (child.pid !== undefined) end(code ?? 1);
    });
    if (input !== undefined) {
      child.stdin?.on('error', () => {});
      child.stdin?.end(input);
    }
  });
}
