import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Failure } from './failure.ts';

/** Where a server is, and the key for it. */
export interface Login {
  url: string;
  key: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The file of the login, in the user's configuration folder. */
function loginFile(environment: Environment): string {
  const windows = process.platform === 'win32' ? environment.APPDATA : undefined;
  const folder =
    environment.XDG_CONFIG_HOME || windows || join(environment.HOME || homedir(), '.config');
  return join(folder, 'docpilot', 'login.json');
}

/**
 * The server and its key: from the environment, otherwise from the login. A stored key is only ever
 * sent to the server that it was stored for.
 */
export function readLogin(environment: Environment, givenUrl?: string): Login {
  const stored = readStored(environment);
  const url = readUrl(givenUrl ?? environment.DOCPILOT_URL ?? stored?.url);
  const key = environment.DOCPILOT_KEY?.trim() || (stored?.url === url ? stored.key : undefined);
  if (key !== undefined) return { url, key };
  throw new Failure(
    'keyRefused',
    `There is no key for ${url}: set DOCPILOT_KEY, or run docpilot login ${url}.`,
  );
}

/** @throws Failure if it is missing or not valid */
export function readUrl(text: string | undefined): string {
  if (!text?.trim()) {
    throw new Failure(
      'notValid',
      'Which server? Set DOCPILOT_URL and DOCPILOT_KEY, or run docpilot login URL.',
    );
  }
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Failure('notValid', `${text} is not an address: write https://HOST.`);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+(home\/?|mcp\/?)?$/, '');
}

function readStored(environment: Environment): Login | undefined {
  const file = loginFile(environment);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const { url, key } = JSON.parse(text);
    if (typeof url === 'string' && typeof key === 'string') return { url, key };
  } catch {
    // Answered below, like any other content.
  }
  throw new Failure('notValid', `${file} is damaged: run docpilot login URL again.`);
}

/** Stores a login that only this user can read. @returns its file */
export function writeLogin(environment: Environment, login: Login): string {
  const file = loginFile(environment);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 });
  chmodSync(next, 0o600);
  renameSync(next, file);
  return file;
}
