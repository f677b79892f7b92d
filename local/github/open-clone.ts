import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from '@docpilot/shared/errors';
import { createGit, type Git, GitError } from './git.ts';
import { createObjectReader, type ObjectReader } from './object-reader.ts';
import { githubName, localName } from './repository-name.ts';

/** A git work tree or bare repository on this machine, under the name it has on GitHub. */
export interface Clone {
  readonly folder: string;
  readonly gitFolder: string;
  readonly owner: string;
  readonly repo: string;
  /** `owner/repo` */
  readonly name: string;
  readonly onGithub: boolean;
  /** `https://github.com/owner/repo`, or the folder as a file:// URL. */
  readonly webUrl: string;
  readonly fileUrl: string;
  /** Hexadecimal digits of an object's name: 40 for SHA-1, 64 for SHA-256. */
  readonly shaLength: number;
  /** Where the clone keeps what it knows of the remote's branches. */
  readonly remoteRefs: string;
  /** The file that lists where a shallow clone ends; in a whole one it is not there. */
  readonly shallowFile: string;
  readonly objectFolder: string;
  readonly git: Git;
  readonly objects: ObjectReader;
  close(): void;
}

export interface OpenCloneOptions {
  /** Take the clone that the folder lies in, too. Without it the folder must be the clone's top. */
  orAbove?: boolean;
}

/** @throws ConfigError in one line when there is no clone to read, or no git to read it with */
export async function openClone(folder: string, options: OpenCloneOptions = {}): Promise<Clone> {
  const given = resolve(folder);
  await requireFolder(given);
  const { top, gitFolder, shaLength } = await findRepository(given, options);
  const git = createGit(['--git-dir', gitFolder]);
  const origin = await originName(git);
  const { owner, repo } = origin ?? localName(top);
  const fileUrl = pathToFileURL(top).href;
  return {
    folder: top,
    gitFolder,
    owner,
    repo,
    name: `${owner}/${repo}`,
    onGithub: origin !== null,
    webUrl: origin === null ? fileUrl : `https://github.com/${owner}/${repo}`,
    fileUrl,
    shaLength,
    remoteRefs: await remoteRefs(git),
    // A work tree beside the clone shares these.
    shallowFile: await revParse(git, '--git-path', 'shallow'),
    objectFolder: await revParse(git, '--git-path', 'objects'),
    git,
    objects: createObjectReader(git),
    close: () => git.close(),
  };
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null) {
    throw new ConfigError(`The folder ${folder} does not exist: name the folder of a git clone.`);
  }
  if (!found.isDirectory()) {
    throw new ConfigError(`${folder} is no folder: name the folder of a git clone.`);
  }
}

/** The last line of git when it finds none: the second, where the folder is on a disk of its own. */
const noRepository = /not a git repository|Stopping at filesystem boundary/;

async function findRepository(folder: string, { orAbove = false }: OpenCloneOptions) {
  const git = createGit(['-C', folder]);
  try {
    const [bare, inGitFolder, format, ...path] = (
      await revParse(
        git,
        '--is-bare-repository',
        '--is-inside-git-dir',
        '--show-object-format',
        '--absolute-git-dir',
      )
    ).split('\n');
    const gitFolder = path.join('\n');
    if (bare !== 'true' && inGitFolder === 'true') {
      throw new ConfigError(`${folder} is inside a clone's .git folder: name the folder above it.`);
    }
    const top = bare === 'true' ? gitFolder : await revParse(git, '--show-toplevel');
    const isTop = (await realpath(top)) === (await realpath(folder));
    if (!isTop && !orAbove) {
      throw new ConfigError(`${folder} is only a part of the clone ${top}: name that folder.`);
    }
    return { top: isTop ? folder : top, gitFolder, shaLength: format === 'sha256' ? 64 : 40 };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new ConfigError(
      noRepository.test(error.message)
        ? `${folder} is not a git clone: name the folder of one, or make it one with git init.`
        : `git cannot read the clone ${folder}: ${error.message}`,
    );
  }
}

/** The URL as it is written first, for a mirror may stand in for GitHub by url.*.insteadOf. */
async function originName(git: Git) {
  for (const question of [
    ['config', '--get', 'remote.origin.url'],
    ['ls-remote', '--get-url', 'origin'],
  ]) {
    const { stdout } = await git.run(question, { exitCodes: [0, 1, 128] });
    const name = githubName(stdout.toString('utf8').trim());
    if (name !== null) return name;
  }
  return null;
}

/** In a mirror the remote's branches are the repository's own. */
async function remoteRefs(git: Git): Promise<string> {
  const { stdout } = await git.run(['config', '--get-all', 'remote.origin.fetch'], {
    exitCodes: [0, 1],
  });
  const isMirror = /:(refs\/\*|refs\/heads\/\*)$/m.test(stdout.toString('utf8').trim());
  return isMirror ? 'refs/heads/' : 'refs/remotes/origin/';
}

async function revParse(git: Git, ...questions: string[]): Promise<string> {
  const { stdout } = await git.run(['rev-parse', ...questions]);
  return stdout.toString('utf8').replace(/\n$/, '');
}
