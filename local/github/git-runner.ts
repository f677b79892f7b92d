import { type ChildProcess, fork } from 'node:child_process';

/** A git command to run to its end. */
export interface GitCommand {
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  input: string;
}

export interface GitResult {
  /** null: it was ended by a signal. */
  exitCode: number | null;
  stdout: Buffer;
  stderr: Buffer;
}

/** What the process that starts git is told. */
export type ToRunner = { id: number; command: GitCommand } | { id: number; end: true };

/** What it answers: a result, or why git could not be started. */
export type FromRunner = { id: number } & (
  | { result: Omit<GitResult, 'stdout' | 'stderr'> & { stdout: Uint8Array; stderr: Uint8Array } }
  | { failure: { code: string | undefined; message: string } }
);

interface Waiting {
  resolve(result: GitResult): void;
  reject(error: Error): void;
}

let runner: { process: ChildProcess; waiting: Map<number, Waiting> } | undefined;
let lastId = 0;

/**
 * Runs git to its end by a small process of its own: to start a process from one that holds the
 * embedded database is to copy the page table of half a gigabyte, which takes longer than git does.
 * @returns the result, and what ends the command early
 * @throws Error with the code ENOENT when git is not there
 */
export function runGit(command: GitCommand): { result: Promise<GitResult>; end(): void } {
  runner ??= startRunner();
  const { process: child, waiting } = runner;
  const id = ++lastId;
  const result = new Promise<GitResult>((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    child.ref();
    child.channel?.ref();
    tell(child, { id, command });
  });
  return { result, end: () => tell(child, { id, end: true }) };
}

function tell(child: ChildProcess, message: ToRunner): void {
  // If it has ended, its end rejects what waits.
  if (child.connected) child.send(message, () => {});
}

function startRunner() {
  const child = fork(new URL('./git-runner-process.ts', import.meta.url), {
    serialization: 'advanced',
    execArgv: [],
  });
  const waiting = new Map<number, Waiting>();
  // It keeps this process alive only while something waits for it.
  const rest = () => {
    if (waiting.size > 0) return;
    child.unref();
    child.channel?.unref();
  };
  child.on('message', (message: FromRunner) => {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    rest();
    if ('failure' in message) {
      const { code, message: text } = message.failure;
      asked?.reject(Object.assign(new Error(text), { code }));
    } else {
      const { exitCode, stdout, stderr } = message.result;
      asked?.resolve({ exitCode, stdout: Buffer.from(stdout), stderr: Buffer.from(stderr) });
    }
  });
  child.once('close', () => {
    runner = undefined;
    for (const { reject } of waiting.values())
      reject(new Error('The process that runs git ended.'));
    waiting.clear();
  });
  return { process: child, waiting };
}
