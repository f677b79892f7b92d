import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { ConfigError } from '@docpilot/shared/errors';

/** The git program on one repository. */
export interface Git {
  /** Processes started so far. */
  readonly started: number;
  /** A process whose streams are the caller's; closing ends it. */
  start(args: readonly string[]): ChildProcessWithoutNullStreams;
  /** Standard output of a process that ends with one of `exitCodes` (0 alone by default). */
  run(args: readonly string[], options?: RunOptions): Promise<GitOutput>;
  /** Ends every process that still runs. */
  close(): void;
}

interface RunOptions {
  exitCodes?: readonly number[];
  input?: string;
}

interface GitOutput {
  exitCode: number;
  stdout: Buffer;
}

/** git ended with a failure; the message is the last line it wrote. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

const howToInstall =
  'git is needed to read local clones and is not on the PATH: install it (https://git-scm.com/downloads, or apt-get install git, brew install git, winget install Git.Git).';

// Another user's clone is no danger here: its hooks never run, and nothing is written.
const always = ['-c', 'safe.directory=*', '--literal-pathspecs', '--no-pager'];

/** @param where how git finds the repository: `-C FOLDER` or `--git-dir FOLDER` */
export function createGit(where: readonly string[]): Git {
  const running = new Set<ChildProcessWithoutNullStreams>();
  let started = 0;

  function start(args: readonly string[]): ChildProcessWithoutNullStreams {
    const child = spawn('git', [...always, ...where, ...args], { env: environment() });
    started += 1;
    running.add(child);
    child.once('close', () => running.delete(child));
    // A process that ended early leaves its input unread; its exit code tells why.
    child.stdin.on('error', () => {});
    return child;
  }

  function run(args: readonly string[], options: RunOptions = {}): Promise<GitOutput> {
    const { exitCodes = [0], input = '' } = options;
    return new Promise((resolve, reject) => {
      const child = start(args);
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
      child.once('error', (error) => reject(startFailure(error)));
      child.once('close', (code) => {
        if (code !== null && exitCodes.includes(code)) {
          resolve({ exitCode: code, stdout: Buffer.concat(stdout) });
        } else {
          reject(
            new GitError(lastLine(Buffer.concat(stderr)) || `git ${args[0]} failed (${code})`),
          );
        }
      });
      child.stdin.end(input);
    });
  }

  return {
    get started() {
      return started;
    },
    start,
    run,
    close: () => {
      for (const child of running) child.kill();
    },
  };
}

/** What it means that a process could not be started. */
export function startFailure(error: Error): Error {
  return 'code' in error && error.code === 'ENOENT' ? new ConfigError(howToInstall) : error;
}

function lastLine(stderr: Buffer): string {
  return stderr.toString('utf8').trim().split('\n').at(-1) ?? '';
}

/**
 * Variables like GIT_DIR, which git sets for its hooks, would lead to another repository. Replaced
 * objects are not what GitHub serves, and a partial clone must not reach for the network: older
 * versions of git know that by the protocols they may use.
 */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_') || name === 'GIT_EXEC_PATH',
  );
  return {
    ...Object.fromEntries(inherited),
    LC_ALL: 'C',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}
