import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const main = join(import.meta.dirname, '..', '..', 'local', 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'docpilot-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(args: string[], environment: Record<string, string> = {}) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
    const env = { PATH, NODE_COMPILE_CACHE, HOME: folder, INIT_CWD: folder, ...environment };
    const child = execFile(
      process.execPath,
      // As `npm start` does.
      ['--liftoff-only', main, '--data', join(folder, 'data'), ...args],
      { env },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

describe('a start that cannot be ends with one line that says what to do', () => {
  test('an unknown flag', async () => {
    const { code, stderr } = await start(['--colour']);
    expect(stderr).toBe("Unknown option '--colour'. See npm start -- --help.\n");
    expect(code).toBe(2);
  });

  test('a key that can be guessed, among others', async () => {
    const key = 'a-key-that-is-fine-1,1212121212121212';
    const { code, stderr } = await start(['--port', '0'], { API_TOKEN: key });
    expect(stderr).toMatch(
      /^API_TOKEN is not valid: set it to a secret key of at least 16 characters that nobody can guess, .*openssl rand.*\n$/,
    );
    expect(stderr).not.toContain(key);
    expect(code).toBe(2);
  });

  test('a folder that is not there', async () => {
    const { code, stderr } = await start(['--repo', 'nowhere']);
    expect(stderr).toBe(
      `The folder ${join(folder, 'nowhere')} does not exist: name the folder of a git clone.\n`,
    );
    expect(code).toBe(2);
  });

  test.each([
    ['https://github.com/acme/handbook', ', or set GH_REPOS=acme/handbook and GH_PAT'],
    ['git@github.com:acme/handbook.git', ', or set GH_REPOS=acme/handbook and GH_PAT'],
    ['https://ada:secret@git.example.com/acme/handbook', ''],
  ])('a repository by its URL: %s', async (url, instead) => {
    const { code, stderr } = await start(['--repo', url]);
    expect(stderr).toBe(
      `--repo takes a folder, not a URL: clone the repository and name the clone's folder${instead}.\n`,
    );
    expect(code).toBe(2);
  });

  test('a folder that is not a git clone', async () => {
    mkdirSync(join(folder, 'plain'));
    const { stderr } = await start(['--repo', 'plain', '--port', '0']);
    expect(stderr).toBe(
      `${join(folder, 'plain')} is not a git clone: name the folder of one, or make it one with git init.\n`,
    );
  });

  test('no git on the PATH', async () => {
    const { code, stderr } = await start(['--repo', '.', '--port', '0'], {
      PATH: dirname(process.execPath),
    });
    expect(stderr).toMatch(
      /^git is needed to read local clones and is not on the PATH: install it.*\n$/,
    );
    expect(code).toBe(2);
  });

  test('a port that is in use', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { stderr } = await start(['--port', String(port)]);
    server.close();
    expect(stderr).toBe(
      `Port ${port} is in use: choose another with --port, or 0 for a free one.\n`,
    );
  });

  test('a port that is none', async () => {
    const { stderr } = await start(['--port', '99999']);
    expect(stderr).toBe('--port 99999 is not a port: give a number from 0 to 65535.\n');
  });

  test('a setting that is not valid, without repeating its value', async () => {
    const { code, stderr } = await start(['--port', '0'], { GH_REPOS: 'not a repository' });
    expect(stderr).toBe(
      'GH_REPOS is not valid: set it to repositories as owner/name, owner/name@branch or owner/*, separated by commas.\n',
    );
    expect(code).toBe(2);
  });
});

test.each(['--help', '-h'])('%s shows the flags', async (flag) => {
  const { code, stdout } = await start([flag]);
  expect(stdout).toContain('--repo DIR');
  expect(code).toBe(0);
});

test('--version shows the version', async () => {
  const { code, stdout } = await start(['--version']);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(code).toBe(0);
});
