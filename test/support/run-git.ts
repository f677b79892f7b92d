import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMessage, writeMessage } from './pipe-messages.ts';

interface GitCommand {
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  input: string | Buffer;
}

export interface GitRequest extends Omit<GitCommand, 'input'> {
  /** In base64, as the output is. */
  input: string;
}

export interface GitAnswer {
  status: number | null;
  stdout: string;
}

/** The pipes to this worker's git process. The files of a worker meet on the global object. */
const holder: { [key: symbol]: { requests: number; answers: number } | undefined } = globalThis;
const key = Symbol.for('docpilot.git-process');

/**
 * What git writes to standard output; the test waits for it. Where pipes have names, git is started
 * by a small process: to start it from here is to copy the page table of half a gigabyte.
 * @throws Error when git fails
 */
export function runGit({ args, cwd, env, input }: GitCommand): Buffer {
  if (process.platform === 'win32') {
    const stdio: 'pipe'[] = ['pipe', 'pipe', 'pipe'];
    return execFileSync('git', args, { cwd, env, input, stdio });
  }
  holder[key] ??= startProcess();
  const { requests, answers } = holder[key];
  const request: GitRequest = { args, cwd, env, input: Buffer.from(input).toString('base64') };
  writeMessage(requests, request);
  const answer = readMessage<GitAnswer>(answers);
  if (answer?.status !== 0) throw new Error(`git ${args.join(' ')} failed (${answer?.status})`);
  return Buffer.from(answer.stdout, 'base64');
}

function startProcess() {
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-git-'));
  const [requestPipe, answerPipe] = [join(folder, 'requests'), join(folder, 'answers')];
  execFileSync('mkfifo', [requestPipe, answerPipe]);
  const program = join(import.meta.dirname, 'git-process.ts');
  spawn(process.execPath, [program, requestPipe, answerPipe], { stdio: 'ignore' }).unref();
  // Each waits for the other side to open it, too; after that the names are not needed.
  const pipes = { requests: openSync(requestPipe, 'w'), answers: openSync(answerPipe, 'r') };
  rmSync(folder, { recursive: true });
  return pipes;
}
