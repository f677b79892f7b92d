import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PackedCli, packCli } from './packed-cli.ts';

const key = 'dp_the-key-of-this-test';
const access = { DOCPILOT_URL: 'https://docs.example.com', DOCPILOT_KEY: key };

let cli: PackedCli;
beforeAll(() => {
  cli = packCli();
});
beforeEach(() => {
  rmSync(cli.home, { recursive: true });
  mkdirSync(cli.home);
});
afterAll(() => cli?.remove());

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function connect(client: string, env: Record<string, string> = access) {
  const ended = await cli.run(['connect', client], { env });
  expect(`${ended.stdout}${ended.stderr}`).not.toContain(key);
  return ended;
}

/** As after `docpilot login`. */
function logIn(): Record<string, string> {
  const login = { url: access.DOCPILOT_URL, key };
  write(join(cli.home, '.config/docpilot/login.json'), JSON.stringify(login));
  return {};
}

const jsonClients = [
  {
    client: 'cursor',
    file: () => join(cli.home, '.cursor/mcp.json'),
    servers: 'mcpServers',
    entry: { url: 'https://docs.example.com/mcp', headers: { Authorization: `Bearer ${key}` } },
  },
  {
    client: 'gemini',
    file: () => join(cli.home, '.gemini/settings.json'),
    servers: 'mcpServers',
    entry: {
      httpUrl: 'https://docs.example.com/mcp',
      headers: { Authorization: 'Bearer $DOCPILOT_KEY' },
    },
  },
  {
    client: 'vscode',
    file: () => join(cli.folder, '.vscode/mcp.json'),
    servers: 'servers',
    entry: {
      type: 'http',
      url: 'https://docs.example.com/mcp',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code fills it in.
      headers: { 'X-API-KEY': '${input:docpilot-key}' },
    },
  },
];

describe.each(jsonClients)('connect $client', ({ client, file, servers, entry }) => {
  beforeEach(() => rmSync(dirname(file()), { recursive: true, force: true }));

  test('makes the file, and says which', async () => {
    const { code, stdout } = await connect(client);
    expect([code, stdout]).toEqual([0, expect.stringContaining(file())]);
    expect(JSON.parse(readFileSync(file(), 'utf8'))[servers]).toEqual({ docpilot: entry });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  test('changes its own entry alone, keeps comments, and keeps what was there', async () => {
    const before = `{\n  // mine\n  "theme": "dark",\n  "${servers}": {\n    "other": { "url": "https://x" },\n    "docpilot": { "url": "old" },\n  },\n}\n`;
    write(file(), before);
    const { stdout } = await connect(client);
    const after = readFileSync(file(), 'utf8');
    expect(after).toContain('  // mine\n  "theme": "dark",\n');
    expect(after).toContain('    "other": { "url": "https://x" },\n');
    expect(after).not.toContain('"old"');
    expect(after).toContain(JSON.stringify(Object.values(entry)[0]));
    expect(readFileSync(`${file()}.before-docpilot`, 'utf8')).toBe(before);
    expect(stdout).toContain(`${file()}.before-docpilot`);
    await connect(client);
    expect(readFileSync(file(), 'utf8')).toBe(after);
  });

  test('leaves a file alone that is not JSON', async () => {
    write(file(), '{"broken": ');
    const { code, stderr } = await connect(client);
    expect([code, stderr]).toEqual([2, expect.stringContaining('not valid JSON')]);
    expect(readFileSync(file(), 'utf8')).toBe('{"broken": ');
  });
});

test('a configuration that is a link stays one', async () => {
  const kept = join(cli.home, 'dotfiles/mcp.json');
  write(kept, '{}');
  mkdirSync(join(cli.home, '.cursor'));
  symlinkSync(kept, join(cli.home, '.cursor/mcp.json'));
  await connect('cursor');
  expect(JSON.parse(readFileSync(kept, 'utf8')).mcpServers.docpilot.url).toMatch(/\/mcp$/);
});

test('VS Code asks for the key once, however often it is connected', async () => {
  const file = join(cli.folder, '.vscode/mcp.json');
  write(file, '{"inputs": [{"id": "other"}]}');
  await connect('vscode');
  await connect('vscode');
  const { inputs } = JSON.parse(readFileSync(file, 'utf8'));
  expect(inputs).toEqual([
    { id: 'other' },
    expect.objectContaining({ id: 'docpilot-key', type: 'promptString', password: true }),
  ]);
});

describe('connect codex', () => {
  const file = () => join(cli.home, '.codex/config.toml');
  const table = [
    '[mcp_servers.docpilot]',
    'url = "https://docs.example.com/mcp"',
    'bearer_token_env_var = "DOCPILOT_KEY"',
    '',
  ].join('\n');

  test('makes the file', async () => {
    await connect('codex');
    expect(readFileSync(file(), 'utf8')).toBe(table);
  });

  test('replaces its own table, and leaves the others', async () => {
    const start = 'model = "x" # mine\n\n[mcp_servers.other]\ncommand = "y"\n\n';
    const end = '[tui]\ntheme = "dark"\n';
    write(
      file(),
      `${start}[mcp_servers.docpilot]\nurl = "old"\n[mcp_servers.docpilot.env]\nA = "b"\n${end}`,
    );
    await connect('codex');
    expect(readFileSync(file(), 'utf8')).toBe(`${start}${table}\n${end}`);
    await connect('codex');
    expect(readFileSync(file(), 'utf8')).toBe(`${start}${table}\n${end}`);
  });

  test('is not guessed at where the servers are written in another form', async () => {
    const text = 'mcp_servers = { other = { command = "y" } }\n';
    write(file(), text);
    expect((await connect('codex')).code).toBe(2);
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });
});

describe('with a login instead of a variable', () => {
  test.each([
    ['codex', '.codex/config.toml', `http_headers = { Authorization = "Bearer ${key}" }`],
    ['gemini', '.gemini/settings.json', `"Authorization": "Bearer ${key}"`],
  ])('the configuration of %s holds the key, for this user alone', async (client, file, line) => {
    const path = join(cli.home, file);
    write(path, '');
    chmodSync(path, 0o644);
    await connect(client, logIn());
    expect(readFileSync(path, 'utf8')).toContain(line);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('connect claude', () => {
  test('prints the line without the key where claude is not installed', async () => {
    const { code, stdout } = await connect('claude');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'claude mcp add --transport http --scope user docpilot https://docs.example.com/mcp --header "Authorization: Bearer $DOCPILOT_KEY"',
    );
  });

  test('lets claude make the entry, and shows nothing of what it prints', async () => {
    const bin = join(cli.home, 'bin');
    const calls = join(cli.home, 'calls');
    write(
      join(bin, 'claude'),
      `#!/bin/sh\nprintf '%s|' "$@" >> ${calls}\necho >> ${calls}\necho "$@"\n`,
    );
    chmodSync(join(bin, 'claude'), 0o755);
    const { code } = await connect('claude', { ...access, PATH: `${bin}:/usr/bin:/bin` });
    expect(code).toBe(0);
    expect(existsSync(calls) && readFileSync(calls, 'utf8').split('\n')[1]).toBe(
      `mcp|add|--transport|http|--scope|user|docpilot|https://docs.example.com/mcp|--header|Authorization: Bearer ${key}|`,
    );
  });
});
