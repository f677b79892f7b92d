import { spawn } from 'node:child_process';

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
  /** How often it is retried, as a new right or API takes minutes to be effective at Google. */
  retries?: number;
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
}

const retryAfterMs = 30_000;
/** The time after which a message says what is being waited for. */
const waitingNoticeMs = 5_000;

/** Runs a command in a folder and shows its output. @throws CommandFailed */
export async function run(command: Command, folder: string): Promise<void> {
  console.log(`\n# ${command.title}\n$ ${commandLine(command)}`);
  if (command.perform) return command.perform();
  for (let attempt = 0; ; attempt += 1) {
    const code = await start(command, folder, false).then(({ code }) => code);
    if (code === 0) return;
    if (attempt >= (command.retries ?? 0)) {
      throw new CommandFailed(
        `"${command.title}" failed with exit code ${code}; see its output above.`,
      );
    }
    console.log(
      `It failed; a new right may take minutes to be effective. Trying again in 30 seconds.`,
    );
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
  }
}

/** Returns what a program prints, or undefined if it is missing or fails. Tests replace it. */
export type ReadOutput = (program: string, args: readonly string[]) => Promise<string | undefined>;

export const readOutput: ReadOutput = async (program, args) => {
  const line = commandLine({ title: '', program, args });
  const timer = setInterval(() => console.log(`Waiting for: ${line}`), waitingNoticeMs);
  try {
    const { code, output } = await start({ title: '', program, args }, process.cwd(), true);
    return code === 0 ? output.trim() : undefined;
  } finally {
    clearInterval(timer);
  }
};

function start(
  { program, args, input }: Command,
  folder: string,
  quiet: boolean,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    // Terraform may ask for approval; gcloud may not ask, as nobody might see the question.
    const mayAsk = !quiet && program !== 'gcloud';
    const child = spawn(program, [...args], {
      cwd: folder,
      env: { ...process.env, CLOUDSDK_CORE_DISABLE_PROMPTS: '1' },
      stdio: [
        input !== undefined ? 'pipe' : mayAsk ? 'inherit' : 'ignore',
        quiet ? 'pipe' : 'inherit',
        quiet ? 'ignore' : 'inherit',
      ],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', () => resolve({ code: 127, output }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
    if (input !== undefined) {
      child.stdin?.on('error', () => {});
      child.stdin?.end(input);
    }
  });
}
