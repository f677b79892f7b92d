import { describe, expect, test } from 'vitest';
import { githubName, localName } from '../../local/github/repository-name.ts';

describe('a remote on GitHub gives the clone its name', () => {
  test.each([
    'https://github.com/acme/hand.book',
    'https://github.com/acme/hand.book.git',
    'https://github.com/acme/hand.book/',
    'https://ada:secret@github.com/acme/hand.book.git',
    'http://www.github.com/acme/hand.book',
    'https://GitHub.com/acme/hand.book',
    'git@github.com:acme/hand.book.git',
    'github.com:acme/hand.book',
    'org-42@github.com:acme/hand.book.git',
    'ssh://git@github.com/acme/hand.book.git',
    'ssh://git@github.com:22/acme/hand.book',
    'ssh://git@ssh.github.com:443/acme/hand.book.git',
    'git://github.com/acme/hand.book.git',
  ])('%s', (url) => {
    expect(githubName(url)).toEqual({ owner: 'acme', repo: 'hand.book' });
  });
});

describe('any other remote gives none', () => {
  test.each([
    '',
    'origin',
    'https://gitlab.com/acme/handbook.git',
    'https://github.com.evil.example/acme/handbook',
    'https://example.com/github.com/acme/handbook',
    'git@example.com:acme/handbook.git',
    'https://github.com/acme',
    'https://github.com/acme/handbook/wiki',
    'https://github.com/acme/..',
    '/srv/git/github.com/acme/handbook.git',
  ])('%s', (url) => {
    expect(githubName(url)).toBeNull();
  });
});

describe('a folder gives its name, made valid', () => {
  test.each([
    ['/home/ada/handbook', 'handbook'],
    ['/srv/git/handbook.git', 'handbook'],
    ['/home/ada/Über uns (neu)', 'Uber-uns-neu'],
    ['/home/ada/文档', 'repository'],
    ['/', 'repository'],
  ])('%s → local/%s', (folder, repo) => {
    expect(localName(folder)).toEqual({ owner: 'local', repo });
  });
});
