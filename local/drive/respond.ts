import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Interception } from '../loopback/serve-loopback.ts';
import { answerRequest } from './answer-request.ts';
import { requireToken } from './credentials.ts';
import { backendError, DriveProblem, problemBody, unreadableRequest } from './drive-problem.ts';
import { type Answer, jsonText } from './drive-request.ts';
import type { DriveStore } from './drive-store.ts';

export interface ServerState extends Pick<Interception, 'onError'> {
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
