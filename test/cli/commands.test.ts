import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';
import { type PackedCli, packCli } from './packed-cli.ts';

const tides = '# Tides\n\nThe harbour fills twice a day.\n\n## Neap\n\nLess at half moon.\n';

let docPilot: Searchable;
let cli: PackedCli;
let access: { DOCPILOT_URL: string; DOCPILOT_KEY: string };

beforeAll(async () => {
  cli = packCli();
  docPilot = await searchable({
    'docs/tides.md': tides,
    'docs/escape.md': '# Escape\n\nThe lighthouse \u001b]0;owned\u0007\u001b[2J blinks.\n',
    'long.txt': Array.from({ length: 30_000 }, (_, at) => `Line ${at + 1} of many lines.`).join(
      '\n',
    ),
  });
  access = { DOCPILOT_URL: docPilot.url, DOCPILOT_KEY: docPilot.key };
});
afterAll(async () => {
  cli?.remove();
  await docPilot?.close();
  removeTemporaryFolders();
});

const run = (args: readonly string[], env: Record<string, string> = {}) =>
  cli.run(args, { env: { ...access, ...env } });

test('search prints passages as Markdown, with their place and link', async () => {
  const { code, stdout } = await run(['search', 'harbour', 'fills', '--limit', '1']);
  expect(stdout).toMatch(/^## Tides\n\nacme\/repository-1 › docs\/tides\.md, lines 1–\d/);
  expect(stdout).toMatch(/<(https|file|vscode):\/\/\S+>/);
  expect(stdout).toContain('> The harbour fills twice a day.');
  expect(code).toBe(0);
});

test('search takes filters, and prints the answer as JSON for a pipe', async () => {
  const paths = async (...filters: string[]) => {
    const { stdout } = await run(['search', 'lines', 'harbour', '--json', ...filters]);
    return JSON.parse(stdout).results.map(({ path }: { path: string }) => path);
  };
  expect((await paths()).sort()).toEqual(['docs/tides.md', 'long.txt']);
  expect(await paths('--path', 'docs/', '-r', 'acme/repository-1')).toEqual(['docs/tides.md']);
  expect(await paths('--type', 'txt', '--type', 'pdf')).toEqual(['long.txt']);
});

test('control characters of a document do not reach the terminal', async () => {
  for (const args of [
    ['search', 'lighthouse'],
    ['get', 'acme/repository-1', 'docs/escape.md'],
  ]) {
    const { stdout } = await run(args);
    expect(stdout).toContain('blinks');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what must not be there.
    expect(stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/);
  }
});

test('get reads a document by path or id, in parts or whole, however long it is', async () => {
  const whole = await run(['get', 'acme/repository-1', 'docs/tides.md']);
  expect(whole).toEqual({ code: 0, stdout: tides, stderr: '' });
  const { stdout } = await run(['search', 'harbour', '--json']);
  const [{ id }] = JSON.parse(stdout).results;
  expect((await run(['get', id, '--lines', '1-3'])).stdout).toBe(
    '# Tides\n\nThe harbour fills twice a day.\n',
  );
  const long = await run(['get', 'acme/repository-1', 'long.txt', '--lines', '2-']);
  expect(long.stdout.trimEnd().split('\n')).toHaveLength(29_999);
});

test('list and status print tables, and the same as JSON', async () => {
  const documents = await run(['list']);
  expect(documents.stdout).toMatch(/^\| repository +\| path +\| title/);
  expect(documents.stdout).toContain('docs/tides.md');
  const sources = JSON.parse((await run(['list', 'sources', '--json'])).stdout).sources;
  expect(sources).toMatchObject([{ repository: 'acme/repository-1', documents: 3 }]);
  expect((await run(['status'])).stdout).toContain('up_to_date');
});

test('sync waits for the end, and tells what was done', async () => {
  const { code, stdout } = await run(['sync', '--repository', 'acme/repository-1']);
  expect(stdout).toMatch(/acme\/repository-1 +\| succeeded +\| 3/);
  expect(code).toBe(0);
});

describe('the exit code tells', () => {
  const key = { DOCPILOT_KEY: 'dp_not-the-key-of-this-server' };
  const away = { DOCPILOT_URL: 'http://127.0.0.1:65534' };
  test.each([
    ['that nothing was found', ['search', 'xylophone'], {}, 1, 'Nothing was found'],
    ['of a document that is not there', ['get', 'acme/repository-1', 'no.md'], {}, 1, 'no.md'],
    ['of an unknown command', ['serch', 'x'], {}, 2, 'docpilot --help'],
    ['of an unknown option', ['search', 'x', '--colour'], {}, 2, 'docpilot search --help'],
    ['of a missing question', ['search'], {}, 2, 'docpilot search QUESTION'],
    ['of a bad filter', ['search', 'x', '--glob', '{a'], {}, 2, 'must be a glob'],
    ['of a bad number', ['search', 'x', '-n', 'many'], {}, 2, 'limit: must be a whole number'],
    ['of a bad address', ['status', '--url', 'host'], {}, 2, 'write https://HOST'],
    ['that there is no server', ['status'], away, 3, 'cannot be reached (ECONNREFUSED)'],
    ['of a wrong key', ['status'], key, 4, 'set DOCPILOT_KEY'],
    ['of a missing key', ['status'], { DOCPILOT_KEY: '' }, 4, 'set DOCPILOT_KEY'],
  ])('%s', async (_, args, env, expected, message) => {
    const { code, stdout, stderr } = await run(args, env);
    expect([code, stdout, stderr]).toEqual([expected, '', expect.stringContaining(message)]);
  });

  test('of a server that is none of ours, or leads elsewhere, which does not get the key', async () => {
    let elsewhere = 0;
    const other = createServer((_, response) => {
      elsewhere += 1;
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const target = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const server = createServer(({ url }, response) => {
      if (url?.startsWith('/list')) response.writeHead(302, { location: `${target}/x` });
      response.end('<html>');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const led = await run(['status', '--url', url]);
    const odd = await run(['search', 'x', '--url', url]);
    expect([led.code, led.stderr]).toEqual([3, expect.stringContaining(`leads to ${target}`)]);
    expect([odd.code, odd.stderr]).toEqual([3, expect.stringContaining('not as DocPilot does')]);
    expect(elsewhere).toBe(0);
    server.close();
    other.close();
  });
});

test('a login is checked, stored for this user alone, and sent to its own server only', async () => {
  const env = { XDG_CONFIG_HOME: join(cli.folder, 'config') };
  const file = join(env.XDG_CONFIG_HOME, 'docpilot/login.json');
  const wrong = await cli.run(['login', docPilot.url], { env, input: 'dp_wrong\n' });
  expect([wrong.code, wrong.stdout]).toEqual([4, '']);
  const { code, stdout, stderr } = await cli.run(['login', `${docPilot.url}/`], {
    env,
    input: `${docPilot.key}\n`,
  });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(file);
  expect(stdout).not.toContain(docPilot.key);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await cli.run(['search', 'harbour'], { env })).code).toBe(0);
  const other = await cli.run(['status', '--url', 'http://127.0.0.1:65534'], { env });
  expect([other.code, other.stderr]).toEqual([4, expect.stringContaining('There is no key for')]);
});

test('help, versions and completions need no server', async () => {
  expect((await cli.run(['--version'])).stdout).toBe('0.1.0\n');
  expect((await cli.run([])).stdout).toContain('Exit codes');
  expect((await cli.run(['sync', '--help'])).stdout).toContain('--no-wait');
  const { stdout: bash } = await cli.run(['completion', 'bash']);
  const complete = (...words: string[]) => {
    const script = `${bash}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _docpilot; echo "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim();
  };
  expect(complete('docpilot', 'se')).toBe('search');
  expect(complete('docpilot', 'connect', 'c')).toBe('claude cursor codex');
  expect(complete('docpilot', 'search', '--re')).toBe('--repository');
  expect((await cli.run(['completion', 'zsh'])).stdout).toMatch(/^#compdef docpilot\n/);
  expect((await cli.run(['completion', 'fish'])).stdout).toContain("-l repository -s r -d 'only");
});
