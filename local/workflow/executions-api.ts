import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError } from './api-error.ts';
import {
  ExecutionLedger,
  type ExecutionRecord,
  type ServedRunOptions,
} from './execution-ledger.ts';
import { type ExecutionView, toResource } from './execution-resource.ts';
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

interface ExecutionsApi {
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
  const served: Served = {
    parent,
    ledger,
    show: (record, view) => toResource(record, view, { parent, revisionId: workflow.revisionId }),
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      requireLoopback(request);
      requireToken(request, token);
      send(response, 200, await answer(request, served));
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError('INTERNAL', 'internal error');
      send(response, known.code, known.toBody());
    }
  };
  return { handle, close: () => ledger.close() };
}

interface Served {
  parent: string;
  ledger: ExecutionLedger;
  show: (record: ExecutionRecord, view: ExecutionView) => unknown;
}

const executionsPath =
  /^\/v1\/(?<parent>projects\/[^/]+\/locations\/[^/]+\/workflows\/[^/]+)\/executions(?:\/(?<id>[^/:]+)(?<verb>:cancel)?)?$/;

async function answer(request: IncomingMessage, served: Served): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const found = executionsPath.exec(pathname)?.groups;
  const call = `${request.method} ${found?.id ? 'one' : 'all'}${found?.verb ?? ''}`;
  if (found && found.parent !== served.parent) {
    throw new ApiError('NOT_FOUND', `${found.parent} was not found`);
  }
  if (found && call === 'POST all') {
    const { argument, labels } = await readNewExecution(request);
    return served.show(served.ledger.start(argument, labels), 'FULL');
  }
  if (found && call === 'GET all') return list(served, searchParams);
  if (found?.id && call === 'GET one') {
    return served.show(findRecord(served, found.id), readView(searchParams, 'FULL'));
  }
  if (found?.id && call === 'POST one:cancel') return cancel(served, found.id);
  throw new ApiError('NOT_FOUND', `no method ${request.method} ${pathname}`);
}

function list({ ledger, show }: Served, query: URLSearchParams): unknown {
  const { records, nextPageToken } = readPage(ledger.list(), query);
  const view = readView(query, 'BASIC');
  return {
    executions: records.map((record) => show(record, view)),
    ...(nextPageToken === null ? {} : { nextPageToken }),
  };
}

function cancel(served: Served, id: string): unknown {
  const record = findRecord(served, id);
  if (served.ledger.cancel(record)) return served.show(record, 'FULL');
  throw new ApiError('FAILED_PRECONDITION', `the execution has ended: ${record.state}`);
}

function findRecord({ ledger, parent }: Served, id: string): ExecutionRecord {
  const record = ledger.find(id);
  if (record) return record;
  throw new ApiError('NOT_FOUND', `${parent}/executions/${id} was not found`);
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
