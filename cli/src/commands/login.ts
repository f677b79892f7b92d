import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ask } from '../api.ts';
import type { Command } from '../command.ts';
import { Failure } from '../failure.ts';
import { readUrl, writeLogin } from '../login.ts';

export const login: Command = {
  summary: 'store the address of a server and the API key for it',
  usage: 'URL',
  options: {},
  async run({ positionals, environment }) {
    const url = readUrl(positionals[0]);
    const key = environment.DOCPILOT_KEY?.trim() || (await askForKey());
    if (key === '') throw new Failure('keyRefused', 'No key was given.');
    await ask({ url, key }, '/list', { query: { limit: '1' } });
    const file = writeLogin(environment, { url, key });
    return { json: { url, file }, markdown: `Logged in to ${url}; the key is stored in ${file}` };
  },
};

/** Reads the key without showing it; from a pipe, its first line. */
async function askForKey(): Promise<string> {
  const isTerminal = process.stdin.isTTY === true;
  if (isTerminal) process.stderr.write('API key: ');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: isTerminal });
  try {
    for await (const line of lines) return line.trim();
    return '';
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
}
