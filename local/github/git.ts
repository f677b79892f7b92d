import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { ConfigError } from '@docpilot/shared/errors';
import { runGit } from './git-runner.ts';

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

/**
 * git reads clones of other owners, too, and runs nothing that such a clone is configured to run:
 * only commands are used that read objects and refs, without hooks, filters or a working tree.
 */
const always = [
  ...['-c', 'safe.directory=*', '-c', `core.hooksPath=${devNull}`, '-c', 'core.fsmonitor=false'],
  ...['--literal-pathspecs', '--no-pager'],
];

/**
 * @param where how git finds the repository: `-C FOLDER` or `--git-dir FOLDER`
 * @param variables of the environment, beside those that every process gets
 */
export function createGit(where: readonly string[], variables: NodeJS.ProcessEnv = {}): Git {
  const running = new Set<() => void>();
  let started = 0;
  const settings = () => ({ env: { ...environment(), ...variables } });

  function start(args: readonly string[]): ChildProcessWithoutNullStreams {
    const child = spawn('git', [...always, ...where, ...args], settings());
    started += 1;
    const end = () => child.kill();
    running.add(end);
    child.once('close', () => running.delete(end));
    // A process that ended early leaves its input unread; its exit code tells why.
    child.stdin.on('error', () => {});
    return child;
  }

  async function run(args: readonly string[], options: RunOptions = {}): Promise<GitOutput> {
    const { exitCodes = [0], input = '' } = options;
    started += 1;
    const { result, end } = runGit({ args: [...always, ...where, ...args], input, ...settings() });
    running.add(end);
    try {
      const { exitCode, stdout, stderr } = await result;
      if (exitCode !== null && exitCodes.includes(exitCode)) return { exitCode, stdout };
      throw new GitError(lastLine(stderr) || `git ${args[0]} failed (${exitCode})`);
    } catch (error) {
      throw startFailure(error as Error);
    } finally {
      running.delete(end);
    }
  }

  return {
    get started() {
      return started;
    },
    start,
    run,
    close: () => {
      for (const end of running) end();
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
 * Without variables like GIT_DIR, which git sets for its hooks and which would lead to another
 * repository. Replaced objects are not what GitHub serves. A partial clone does not fetch what it
 * lacks, since the clone's configuration says by which command; versions of git that do not know
 * GIT_NO_LAZY_FETCH have no protocol to fetch by.
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
