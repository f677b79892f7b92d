import domain from 'node:domain';
import { EventEmitter } from 'node:events';
import type { HttpFunction, Request, Response } from '@google-cloud/functions-framework';
import { type Environment, optionalSetting } from '../config.ts';
import { DocPilotError } from '../errors.ts';
import { type Logger, traceField } from '../log.ts';
import { withoutInvisible } from '../visible/invisible-characters.ts';
import type { Caller, IdentifyCaller } from './identify-callers.ts';
import { type Ledger, unrecorded } from './keep-ledger.ts';
import { addressOf, type CountByAddress, limitRefusals } from './limit-by-address.ts';
import { maxBodyBytesOf, readRequest } from './read-request.ts';
import { findRoute, type Reply, type Route } from './route.ts';
import { sendError, sendReply, setAnswerHeaders } from './send-reply.ts';

export interface FunctionOptions {
  /** The function's name, which a request's path may start with. */
  name: string;
  routes: readonly Route[];
  /** Finds out who is asking; without it, a route that needs a key refuses every request. */
  identifyCaller?: IdentifyCaller;
  /** Without it, nothing is recorded of what callers do. */
  ledger?: Ledger;
  log: Logger;
  environment: Environment;
}

const defaultTimeoutMs = 10_000;

/** What is known of a request when it has been answered. */
interface Known {
  route?: Route;
  caller?: Caller;
}

export interface ServedFunction extends HttpFunction {
  /** What it answers, for the tests that compare it with the documentation. */
  readonly routes: readonly Route[];
  /** The longest body that any of its routes accepts. */
  readonly maxBodyBytes: number;
}

/** A function's handler: route, key, body, time limit, one error shape, one log line a request. */
export function serveFunction(options: FunctionOptions): ServedFunction {
  withoutDomains();
  const projectId = optionalSetting(options.environment, 'projectId');
  const checksCallers = options.routes.some(({ auth }) => auth === 'key' || auth === 'signature');
  const countRefusal = checksCallers ? limitRefusals(options.environment) : () => {};
  const handle = async (request: Request, response: Response) => {
    const startedAt = performance.now();
    const requestId = setAnswerHeaders(request, response);
    const log = options.log.child({
      requestId,
      ...traceField(request.get('traceparent'), projectId),
    });
    const known: Known = {};
    try {
      sendReply(response, shownReply(await answer(request, response, options, log, known)));
    } catch (error) {
      sendError(response, refusalOf(error, request, countRefusal), log, known.route?.challenge);
    }
    log.info(
      {
        ...(known.caller && { caller: `${known.caller.kind} ${known.caller.id}` }),
        httpRequest: {
          requestMethod: request.method,
          requestUrl: request.path,
          status: response.statusCode,
          latency: `${((performance.now() - startedAt) / 1000).toFixed(4)}s`,
        },
      },
      'request',
    );
  };
  const maxBodyBytes = Math.max(...options.routes.map(maxBodyBytesOf));
  return Object.assign(handle, { routes: options.routes, maxBodyBytes });
}

/** The error to answer: 429 instead of one 401 too many. */
function refusalOf(error: unknown, request: Request, countRefusal: CountByAddress): unknown {
  if (!(error instanceof DocPilotError) || error.code !== 'unauthorized') return error;
  try {
    countRefusal(addressOf(request));
    return error;
  } catch (limited) {
    return limited;
  }
}

async function answer(
  request: Request,
  response: Response,
  options: FunctionOptions,
  log: Logger,
  known: Known,
): Promise<Reply> {
  const { routes, name, identifyCaller = refuseAll } = options;
  const found = findRoute(routes, name, request.method, request.path);
  if ('others' in found) throw noSuchRoute(request, response, found.others);
  const { route, parameters } = found;
  known.route = route;
  route.guard?.(request.headers);
  const isKeyed = route.auth === 'key';
  const caller = isKeyed ? await identifyCaller(request.headers) : undefined;
  if (caller) known.caller = caller;
  const read = readRequest(request, route);
  const more = (route.countRequests?.(read.body) ?? 1) - 1;
  if (isKeyed && more > 0) await identifyCaller(request.headers, more);
  const timeout = new AbortController();
  const apiRequest = {
    ...read,
    headers: request.headers,
    address: addressOf(request),
    wantsMarkdown: request.accepts(['application/json', 'text/markdown']) === 'text/markdown',
    parameters,
    caller,
    activity: (caller && options.ledger?.(caller)) ?? unrecorded,
    log,
    signal: timeout.signal,
  };
  return withinTime(route.handle(apiRequest), route.timeoutMs ?? defaultTimeoutMs, timeout);
}

const refuseAll: IdentifyCaller = async () => {
  throw new DocPilotError('unauthorized', 'Nobody has access here: no API key is configured.');
};

/**
 * A client of the Model Context Protocol that gets a 401 tries to register for OAuth, and shows what
 * that answers; after a 404 it tries other transports and shows their errors instead.
 */
function nothingAt(path: string): DocPilotError {
  return path.endsWith('/register')
    ? new DocPilotError(
        'forbidden',
        'DocPilot takes an API key, not a sign-in, and the key is missing or not valid. Send it as the header Authorization: Bearer KEY; mcp-remote does with --header "Authorization: Bearer KEY".',
      )
    : new DocPilotError('not_found', `There is nothing at ${path}.`);
}

/** What is at a path instead; a POST route says what to send to it. */
function noSuchRoute(
  { method, path }: Request,
  response: Response,
  others: readonly Route[],
): DocPilotError {
  if (others.length === 0) return nothingAt(path);
  const allowed = others.map((route) => route.method).join(', ');
  response.setHeader('allow', allowed);
  const example = others.find((route) => route.example !== undefined)?.example;
  const body =
    example === undefined
      ? ''
      : ` Send Content-Type: application/json and a body such as ${JSON.stringify(example)}.`;
  const message = `This address takes ${allowed}, not ${method}.${body}`;
  return new DocPilotError('method_not_allowed', message);
}

/** Every answer in Markdown goes through here, whatever it quotes; one in JSON is seen to as it is sent. */
function shownReply(reply: Reply): Reply {
  const { body, asStored, headers } = reply;
  if (asStored || typeof body === 'object') return reply;
  const isMarkdown = String(headers?.['content-type']).startsWith('text/markdown');
  return isMarkdown ? { ...reply, body: withoutInvisible(body).text } : reply;
}

async function withinTime(
  work: Promise<Reply>,
  timeoutMs: number,
  timeout: AbortController,
): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      timeout.abort();
      reject(new DocPilotError('upstream_timeout', 'The answer took too long; try again.'));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Makes the functions framework run requests outside of Node's domains. It runs each request in a
 * domain to answer errors that nobody catches, which `serveFunction` does itself; and once a
 * process has a domain, Node tracks every promise, which took a tenth of a search's time. The
 * framework has no setting for it. An error that still escapes ends the process, as before.
 */
function withoutDomains(): void {
  const none = { run: <Result>(work: () => Result) => work() };
  domain.create = () => Object.assign(new EventEmitter(), none) as unknown as domain.Domain;
}
