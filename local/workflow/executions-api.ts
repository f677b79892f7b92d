import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError } from './api-error.ts';
import {
  ExecutionLedger,
  type ExecutionRecord,
  type ServedRunOptions,
} from './execution-ledger.ts';
import { toResource } from './execution-resource.ts';
import { readNewExecution, readPage, readView } from './executions-request.ts';
import type { Workflow } from './workflow.ts';

export interface ExecutionsApiOptions extends ServedRunOptions {
  workflow: Workflow;
  project: string;
  location: string;
  workflowId: string;
  /** When given, every request must bear it: `Authorization: Bearer …`. */
  token?: string;
}

export interface ExecutionsApi {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Cancels the executions that run, and waits for their end. */
  close: () => Promise<void>;
}

/**
 * The calls of workflowexecutions.googleapis.com/v1 that Google's ExecutionsClient makes to start,
 * look at, list and cancel the executions of one workflow, which run in this process.
 */
export function createExecutionsApi(options: ExecutionsApiOptions): ExecutionsApi {
  const { workflow, project, location, workflowId, token, ...runOptions } = options;
  const parent = `projects/${project}/locations/${location}/workflows/${workflowId}`;
  const platform = {
    GOOGLE_CLOUD_PROJECT_ID: project,
    GOOGLE_CLOUD_LOCATION: location,
    GOOGLE_CLOUD_WORKFLOW_ID: workflowId,
    GOOGLE_CLOUD_WORKFLOW_REVISION_ID: workflow.revisionId,
    ...runOptions.platform,
  };
  const ledger = new ExecutionLedger(workflow, { ...runOptions, platform });
  const resource = (record: ExecutionRecord, view: 'BASIC' | 'FULL') =>
    toResource(record, view, { parent, revisionId: ledger.revisionId });

  const answer = async (request: IncomingMessage): Promise<unknown> => {
    requireLoopback(request);
    requireToken(request, token);
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const path = decodeURIComponent(url.pathname);
    const found =
      /^\/v1\/(?<parent>projects\/[^/]+\/locations\/[^/]+\/workflows\/[^/]+)\/executions(?:\/(?<id>[^/:]+)(?<cancel>:cancel)?)?$/.exec(
        path,
      );
    const { id, cancel } = found?.groups ?? {};
    if (!found) throw new ApiError('NOT_FOUND', `no method at ${request.method} ${path}`);
    if (found.groups?.parent !== parent) {
      throw new ApiError('NOT_FOUND', `${found.groups?.parent} was not found`);
    }
    if (id === undefined) {
      if (request.method === 'POST') {
        const { argument, labels } = await readNewExecution(request);
        return resource(ledger.start(argument, labels), 'FULL');
      }
      requireMethod(request, 'GET');
      const { records, nextPageToken } = readPage(ledger.list(), url.searchParams);
      const view = readView(url.searchParams, 'BASIC');
      return {
        executions: records.map((record) => resource(record, view)),
        ...(nextPageToken === null ? {} : { nextPageToken }),
      };
    }
    requireMethod(request, cancel ? 'POST' : 'GET');
    const record = ledger.find(id);
    if (!record) throw new ApiError('NOT_FOUND', `${parent}/executions/${id} was not found`);
    if (!cancel) return resource(record, readView(url.searchParams, 'FULL'));
    if (!ledger.cancel(record)) {
      throw new ApiError('FAILED_PRECONDITION', `the execution has ended: ${record.state}`);
    }
    return resource(record, 'FULL');
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      send(response, 200, await answer(request));
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError('INTERNAL', 'internal error');
      send(response, known.code, known.toBody());
    }
  };
  return { handle, close: () => ledger.close() };
}

/** Serves the API on a free port of 127.0.0.1, or on the given one. */
export async function startExecutionsApi(
  options: ExecutionsApiOptions & { port?: number },
): Promise<{ url: string; port: number; close: () => Promise<void> }> {
  const { port: wanted = 0, ...rest } = options;
  const api = createExecutionsApi(rest);
  const server = createServer((request, response) => void api.handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    await api.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, port, close };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(body));
}

/** A page on the web must not reach it under a name of its own that leads to this machine. */
function requireLoopback({ headers }: IncomingMessage): void {
  if (!/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(headers.host ?? '')) {
    throw new ApiError('PERMISSION_DENIED', 'only for this machine');
  }
}

function requireToken({ headers }: IncomingMessage, token: string | undefined): void {
  if (token === undefined) return;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`))) {
    throw new ApiError('UNAUTHENTICATED', 'the request bears no valid token');
  }
}

function requireMethod({ method }: IncomingMessage, wanted: string): void {
  if (method !== wanted) throw new ApiError('NOT_FOUND', `no method ${method} here`);
}
