import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Interception,
  type LoopbackServer,
  serveLoopback,
} from '../loopback/serve-loopback.ts';
import { answerChanges, answerStartPageToken } from './change-routes.ts';
import { backendError, DriveProblem, problemBody, unreadableRequest } from './drive-problem.ts';
import { type Answer, type DriveRequest, jsonAnswer } from './drive-request.ts';
import type { DriveStore } from './drive-store.ts';
import { answerFileList } from './file-list.ts';
import { answerExport, answerFile } from './file-routes.ts';
import { type MethodName, readParameters } from './parameters.ts';
import { requireReadAccess } from './require-read-access.ts';
import { answerDrive } from './shared-drives.ts';

export interface DriveApiOptions extends Interception {
  store: DriveStore;
  /** The bearer token that every request must have. */
  token: string;
}

interface Route {
  path: RegExp;
  method: MethodName;
  answer(request: DriveRequest): Promise<Answer>;
}

/** The methods that a sync calls. */
const routes: readonly Route[] = [
  { path: /^files$/, method: 'files.list', answer: answerFileList },
  { path: /^files\/([^/]+)$/, method: 'files.get', answer: answerFile },
  { path: /^files\/([^/]+)\/export$/, method: 'files.export', answer: answerExport },
  { path: /^changes$/, method: 'changes.list', answer: answerChanges },
  {
    path: /^changes\/startPageToken$/,
    method: 'changes.getStartPageToken',
    answer: answerStartPageToken,
  },
  { path: /^drives\/([^/]+)$/, method: 'drives.get', answer: answerDrive },
];

/**
 * Serves a store through Google Drive's REST API, version 3, on a free port of 127.0.0.1. Clients
 * take the server's URL as their `rootUrl`.
 */
export function startDriveApi(options: DriveApiOptions): Promise<LoopbackServer> {
  return serveLoopback(
    (serverUrl) => (request, response) => respond(request, response, serverUrl, options),
    options,
  );
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  serverUrl: string,
  options: DriveApiOptions,
): Promise<void> {
  try {
    write(await answer(request, serverUrl, options), response);
  } catch (error) {
    if (!(error instanceof DriveProblem)) options.onError?.(error);
    const problem = error instanceof DriveProblem ? error : backendError();
    write(jsonAnswer(problemBody(problem), problem.code), response);
  }
}

async function answer(
  request: IncomingMessage,
  serverUrl: string,
  { store, token }: DriveApiOptions,
): Promise<Answer> {
  const url = URL.parse(`${serverUrl}${request.url}`);
  if (url === null) throw unreadableRequest('Bad Request');
  requireReadAccess(request, token);
  const path = /^\/drive\/v3\/(.*)$/.exec(url.pathname)?.[1] ?? '';
  for (const route of routes) {
    const found = route.path.exec(path);
    if (found === null) continue;
    const parameters = readParameters(route.method, url.searchParams);
    return route.answer({ store, parameters, id: decodeId(found[1] ?? '') });
  }
  return notFoundPage;
}

const notFoundPage: Answer = {
  status: 404,
  contentType: 'text/html; charset=UTF-8',
  body: '<!DOCTYPE html><title>Error 404 (Not Found)!!1</title><p><b>404.</b> The requested URL was not found on this server.\n',
};

function decodeId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function write({ status, contentType, body }: Answer, response: ServerResponse): void {
  response.writeHead(status, {
    'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
