import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runGit } from '../support/run-git.ts';

/** A repository that a test makes. Each commit is an hour after the one before, always the same. */
export interface TemporaryClone {
  readonly folder: string;
  git(...args: string[]): string;
  gitWithInput(input: string | Buffer, ...args: string[]): string;
  /** Writes files and commits them; null removes one. */
  commit(message: string, files: Record<string, string | Buffer | null>): string;
}

/** Without what git does beside its work for a repository that is kept. */
const inHaste = ['core.fsync=none', 'gc.auto=0', 'maintenance.auto=false'];
const settings = ['init.defaultBranch=main', ...inHaste].flatMap((each) => ['-c', each]);

const folders: string[] = [];

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'docpilot-github-')));
  folders.push(folder);
  return folder;
}

export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function temporaryClone(
  options: { name?: string; origin?: string; init?: string[] } = {},
): TemporaryClone {
  const folder = join(temporaryFolder(), options.name ?? 'handbook');
  mkdirSync(folder);
  let hour = 8;

  function gitWithInput(input: string | Buffer, ...args: string[]): string {
    const date = new Date(Date.UTC(2026, 0, 31, hour, 30)).toISOString().replace('.000Z', '+01:00');
    const output = runGit({
      args: [...settings, ...args],
      cwd: folder,
      input,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Ada Lovelace',
        GIT_AUTHOR_EMAIL: 'ada@example.com',
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_NAME: 'Grace Hopper',
        GIT_COMMITTER_EMAIL: 'grace@example.com',
        GIT_COMMITTER_DATE: date,
      },
    });
    return output.toString('utf8').trim();
  }

  const git = (...args: string[]) => gitWithInput('', ...args);

  git('init', '--quiet', '--template=', ...(options.init ?? []));
  if (options.origin !== undefined) git('remote', 'add', 'origin', options.origin);
  return {
    folder,
    git,
    gitWithInput,
    commit: (message, files) => {
      hour += 1;
      for (const [path, content] of Object.entries(files)) {
        const file = join(folder, path);
        if (content === null) rmSync(file);
        else {
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, content);
        }
      }
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    },
  };
}
