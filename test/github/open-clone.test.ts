import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openClone } from '../../local/github/open-clone.ts';
import { startGithubApi } from '../../local/github/start-github-api.ts';
import { closeAll } from './serve.ts';
import { temporaryClone, temporaryFolder } from './temporary-clone.ts';

afterAll(closeAll);

describe('what is no clone is refused in one line that says what to do', () => {
  test('a folder that is not there', async () => {
    const folder = join(temporaryFolder(), 'nowhere');
    await expect(openClone(folder)).rejects.toThrow(
      `The folder ${folder} does not exist: name the folder of a git clone.`,
    );
  });

  test('a file', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(openClone(file)).rejects.toThrow(`${file} is no folder`);
  });

  test('a folder without git', async () => {
    const folder = temporaryFolder();
    await expect(openClone(folder)).rejects.toThrow(
      `${folder} is not a git clone: name the folder of one, or make it one with git init.`,
    );
  });

  test('a part of a clone, unless the clone around it is wanted', async () => {
    const clone = temporaryClone();
    const part = join(clone.folder, 'docs');
    mkdirSync(part);
    await expect(openClone(part)).rejects.toThrow(
      `${part} is only a part of the clone ${clone.folder}: name that folder.`,
    );
    expect((await openClone(part, { orAbove: true })).folder).toBe(clone.folder);
    await expect(openClone(join(clone.folder, '.git'))).rejects.toThrow('name the folder above it');
  });

  test('a clone that git itself cannot read', async () => {
    const clone = temporaryClone();
    writeFileSync(join(clone.folder, '.git/config'), '[core]\n\trepositoryformatversion = 99\n');
    await expect(openClone(clone.folder)).rejects.toThrow(
      `git cannot read the clone ${clone.folder}: `,
    );
  });

  test('any clone, when there is no git program', async () => {
    const clone = temporaryClone();
    const path = process.env.PATH;
    process.env.PATH = temporaryFolder();
    try {
      await expect(openClone(clone.folder)).rejects.toThrow(
        /^git is needed to read local clones and is not on the PATH: install it .*apt-get install git/,
      );
    } finally {
      process.env.PATH = path;
    }
  });

  test('two clones of one name', async () => {
    const origin = 'https://github.com/acme/handbook';
    const clones = [
      await openClone(temporaryClone({ origin }).folder),
      await openClone(temporaryClone({ origin: 'git@github.com:Acme/Handbook.git' }).folder),
    ];
    await expect(startGithubApi({ clones })).rejects.toThrow(
      `${clones[0]?.folder} and ${clones[1]?.folder} are both the repository Acme/Handbook: name only one of them.`,
    );
  });
});

describe('a clone is what its origin says', () => {
  test('on GitHub', async () => {
    const { folder } = temporaryClone({ origin: 'git@github.com:acme/handbook.git' });
    expect(await openClone(folder)).toMatchObject({
      name: 'acme/handbook',
      webUrl: 'https://github.com/acme/handbook',
      shaLength: 40,
    });
  });

  test('on GitHub by a shortcut of the configuration', async () => {
    const clone = temporaryClone({ origin: 'gh:acme/handbook' });
    clone.git('config', 'url.https://github.com/.insteadOf', 'gh:');
    expect(await openClone(clone.folder)).toMatchObject({ name: 'acme/handbook' });
  });

  test('on GitHub although fetched from a mirror', async () => {
    const clone = temporaryClone({ origin: 'https://github.com/acme/handbook' });
    clone.git('config', 'url.https://mirror.example/.insteadOf', 'https://github.com/');
    expect(await openClone(clone.folder)).toMatchObject({ name: 'acme/handbook' });
  });

  test('elsewhere or nowhere: its folder', async () => {
    const { folder } = temporaryClone({ name: 'My notes' });
    expect(await openClone(folder)).toMatchObject({
      name: 'local/My-notes',
      webUrl: pathToFileURL(folder).href,
    });
  });

  test('bare, linked and of SHA-256', async () => {
    const bare = temporaryClone({ name: 'notes.git', init: ['--bare'] });
    expect(await openClone(bare.folder)).toMatchObject({ name: 'local/notes' });

    const clone = temporaryClone();
    clone.commit('first', { 'a.md': 'a' });
    const tree = join(temporaryFolder(), 'review');
    clone.git('worktree', 'add', '--quiet', '-b', 'review', tree);
    const link = join(temporaryFolder(), 'link');
    symlinkSync(tree, link);
    expect(await openClone(link)).toMatchObject({ name: 'local/link', folder: link });

    const long = temporaryClone({ init: ['--object-format=sha256'] });
    expect(await openClone(long.folder)).toMatchObject({ shaLength: 64 });
  });

  test.skipIf(process.getuid?.() !== 0)('another user’s, when root asks', async () => {
    const clone = temporaryClone();
    clone.commit('first', { 'a.md': 'a' });
    execFileSync('chown', ['-R', '1234:1234', clone.folder]);
    const opened = await openClone(clone.folder);
    expect(await opened.objects.find('HEAD')).toMatchObject({ type: 'commit' });
    opened.close();
  });

  test('even when the environment points git elsewhere', async () => {
    const clone = temporaryClone();
    process.env.GIT_DIR = join(temporaryClone().folder, '.git');
    try {
      expect((await openClone(clone.folder)).gitFolder).toBe(join(clone.folder, '.git'));
    } finally {
      delete process.env.GIT_DIR;
    }
  });
});
