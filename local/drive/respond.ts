import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerRequest } from './answer-request.ts';
import { requireToken } from './credentials.ts';
import { backendError, DriveProblem, problemBody, unreadableRequest } from './drive-problem.ts';
import { type Answer, jsonText } from './drive-request.ts';
import type { DriveStore } from './drive-store.ts';

/** How the one who started the server takes part. */
export interface Interception {
  /** Sees each request first, and answers it itself when it says true. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;
  /** Learns what went wrong behind a 500. */
  onError?: (error: unknown) => void;
}

export interface ServerState extends Interception {
  serverUrl: string;
  store: DriveStore;
  token?: string | undefined;
  exportLimitBytes: number;
}

/** Looks up what a request is answered with, and writes it. */
export async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  state: ServerState,
): Promise<void> {
  // A page in a browser could have its own host's name lead here; it must not read what is private.
  if (`http://${request.headers.host}` !== state.serverUrl) {
    response.writeHead(403, { 'content-type': 'text/html' }).end(wrongHost);
    return;
  }
  if (await state.intercept?.(request, response)) return;
  try {
    write(await answer(request, state), response);
  } catch (error) {
    if (!(error instanceof DriveProblem)) state.onError?.(error);
    writeProblem(error instanceof DriveProblem ? error : backendError(), response);
  }
}

async function answer(request: IncomingMessage, state: ServerState): Promise<Answer> {
  const url = URL.parse(`${state.serverUrl}${request.url}`);
  if (url === null) throw unreadableRequest('Bad Request');
  requireToken(request.headers, url.searchParams, state.token);
  const { store, exportLimitBytes } = state;
  const { range } = request.headers;
  return answerRequest(request.method, url, { store, exportLimitBytes, range });
}

/** Writes an error as Google does; for who answers a request in the server's place, too. */
export function writeProblem(problem: DriveProblem, response: ServerResponse): void {
  if (problem.code === 401) {
    const challenge = 'Bearer realm="https://accounts.google.com/", error="invalid_token"';
    response.setHeader('www-authenticate', challenge);
  }
  write(jsonText(JSON.stringify(problemBody(problem), null, 2), problem.code), response);
}

function write({ status, headers, body }: Answer, response: ServerResponse): void {
  response.writeHead(status, {
    'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
    vary: 'Origin, X-Origin, Referer',
    ...headers,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

const wrongHost = 'This server answers under the address it was started with only.\n';
