import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LoopbackServer, serveLoopback } from '../loopback/serve-loopback.ts';
import {
  ExecutionLedger,
  type ExecutionRecord,
  type ServedRunOptions,
} from './execution-ledger.ts';
import { ApiError, readArgument } from './executions-request.ts';
import type { Workflow } from './workflow.ts';

export interface ExecutionsApiOptions extends ServedRunOptions {
  workflow: Workflow;
  project: string;
  location: string;
  workflowId: string;
  /** Every request must bear it: `Authorization: Bearer …`. */
  token: string;
}

interface Served {
  /** projects/P/locations/L/workflows/W */
  parent: string;
  revisionId: string;
  ledger: ExecutionLedger;
}

/**
 * Serves what DocPilot and its Scheduler job ask of workflowexecutions.googleapis.com/v1: to create
 * an execution of one workflow, which runs in this process, and to get one. Close it to stop them.
 */
export async function startExecutionsApi(
  options: ExecutionsApiOptions,
): Promise<Pick<LoopbackServer, 'url' | 'close'>> {
  const { workflow, project, location, workflowId, token, ...runOptions } = options;
  const { revisionId } = workflow;
  const platform = {
    GOOGLE_CLOUD_PROJECT_ID: project,
    GOOGLE_CLOUD_LOCATION: location,
    GOOGLE_CLOUD_WORKFLOW_ID: workflowId,
    GOOGLE_CLOUD_WORKFLOW_REVISION_ID: revisionId,
  };
  const ledger = new ExecutionLedger(workflow, { ...runOptions, platform });
  const parent = `projects/${project}/locations/${location}/workflows/${workflowId}`;
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      requireToken(request, token);
      send(response, 200, await answer(request, { parent, revisionId, ledger }));
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError('INTERNAL', 'internal error');
      send(response, known.code, known.toBody());
    }
  };
  const server = await serveLoopback(() => respond, {});
  const close = async () => {
    await ledger.close();
    await server.close();
  };
  return { url: server.url, close };
}

const executionsPath =
  /^\/v1\/(?<parent>projects\/[^/]+\/locations\/[^/]+\/workflows\/[^/]+)\/executions(?:\/(?<id>[^/:]+))?$/;

async function answer(request: IncomingMessage, served: Served): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const found = executionsPath.exec(pathname)?.groups;
  if (found && found.parent !== served.parent) {
    throw new ApiError('NOT_FOUND', `${found.parent} was not found`);
  }
  // Google's client asks with $alt for enums as numbers; names are right too.
  const parameter = [...searchParams.keys()].find((name) => name !== '$alt');
  if (parameter !== undefined) {
    throw new ApiError('INVALID_ARGUMENT', `"${parameter}" is unknown or not supported here`);
  }
  if (found && request.method === 'POST' && found.id === undefined) {
    return toResource(served.ledger.start(await readArgument(request)), served);
  }
  if (found?.id && request.method === 'GET') {
    const record = served.ledger.find(found.id);
    if (record) return toResource(record, served);
    throw new ApiError('NOT_FOUND', `${served.parent}/executions/${found.id} was not found`);
  }
  throw new ApiError('NOT_FOUND', `${request.method} ${pathname} is not supported here`);
}

/** The API's Execution, in its full view. */
function toResource(record: ExecutionRecord, { parent, revisionId }: Served): object {
  const { id, startMs, endMs, state, argument, result, error } = record;
  const startTime = new Date(startMs).toISOString();
  return {
    name: `${parent}/executions/${id}`,
    createTime: startTime,
    startTime,
    ...(endMs === null ? {} : endOf(startMs, endMs)),
    state,
    workflowRevisionId: revisionId,
    argument,
    ...(result === null ? {} : { result }),
    ...(error === null ? {} : { error }),
  };
}

function endOf(startMs: number, endMs: number): object {
  return {
    endTime: new Date(endMs).toISOString(),
    duration: `${((endMs - startMs) / 1000).toFixed(3)}s`,
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(body));
}

function requireToken({ headers }: IncomingMessage, token: string): void {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`))) {
    throw new ApiError('UNAUTHENTICATED', 'the request bears no valid token');
  }
}
