import type { IncomingMessage, ServerResponse } from 'node:http';
import { OAuth2Client } from 'google-auth-library';
import { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import type { DriveStore } from '../../local/drive/drive-store.ts';
import { type DriveApiOptions, startDriveApi } from '../../local/drive/start-drive-api.ts';
import { requireContract, requireParameters } from './contract.ts';

export interface Got<Body> {
  status: number;
  headers: Headers;
  bytes: Buffer;
  /** Held against Google's schema, but its type is what the test says. */
  json: Body;
}

export interface ErrorBody {
  error: {
    code: number;
    message: string;
    status?: string;
    errors: Array<{ message: string; reason: string; location?: string }>;
  };
}

const token = 'the-token';
const closers: Array<() => Promise<void>> = [];
const broken: unknown[] = [];

/** Ends what a file's tests started. @throws when any answer was not as Google describes it */
export async function closeAll(): Promise<void> {
  for (const close of closers.splice(0)) await close();
  if (broken.length > 0) throw broken[0];
}

/** Serves a store. Whatever is asked and answered, by anyone, is held against Google's description. */
export async function serve(store: DriveStore, options: Pick<DriveApiOptions, 'onError'> = {}) {
  const errors: unknown[] = [];
  const api = await startDriveApi({
    token,
    onError: (error) => errors.push(error),
    ...options,
    store,
    intercept: (request, response) => {
      watch(request, response);
      return false;
    },
  });
  closers.push(api.close);

  /** @param path what follows /drive/v3/ */
  async function get<Body = unknown>(
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Got<Body>> {
    const response = await fetch(`${api.url}/drive/v3/${path}`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    if (errors.length > 0) throw errors[0];
    if (broken.length > 0) throw broken[0];
    const json = isJson ? JSON.parse(bytes.toString('utf8')) : undefined;
    return { status: response.status, headers: response.headers, bytes, json };
  }

  /** The reason of a refusal, its status before it. */
  async function refusal(path: string): Promise<string> {
    const { status, json } = await get<ErrorBody>(path);
    const [{ reason, location } = { reason: '' }] = json.error.errors;
    return [status, reason, ...(location === undefined ? [] : [location])].join(' ');
  }

  const auth = new OAuth2Client();
  auth.setCredentials({ access_token: token });
  return { api, get, refusal, client: new drive_v3.Drive({ auth, rootUrl: `${api.url}/` }) };
}

function watch(request: IncomingMessage, response: ServerResponse): void {
  const end = response.end.bind(response);
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  response.end = (chunk?: unknown) => {
    try {
      const text = String(chunk);
      if (/^\s*[{[]/.test(text)) requireContract(url, response.statusCode, JSON.parse(text));
      else if (response.statusCode < 300) requireParameters(url);
    } catch (error) {
      broken.push(error);
    }
    return end(chunk);
  };
}

/** A query string. */
export function query(parameters: Readonly<Record<string, string | number | boolean>>): string {
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return new URLSearchParams(texts).toString();
}
