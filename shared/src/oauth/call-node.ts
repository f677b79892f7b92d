import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { ApiRequest, Reply } from '../http/route.ts';

/** A request as Node's handlers take it. */
export interface NodeRequest {
  method: 'GET' | 'POST';
  /** With the query. */
  path: string;
  headers: ApiRequest['headers'];
  body?: Buffer | string;
}

type NodeHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * Calls a handler of Node's requests, such as a Koa app, with a request whose body has been read,
 * and returns what it answers.
 * @param issuer the address that the request came to: what the caller says of itself is not believed
 */
export async function callNode(
  issuer: string,
  { method, path, headers, body = '' }: NodeRequest,
  handler: NodeHandler,
): Promise<Reply> {
  const request = new IncomingMessage(new Socket());
  const { protocol, host } = new URL(issuer);
  const { 'transfer-encoding': _, 'x-forwarded-host': __, ...others } = headers;
  request.method = method;
  request.url = path;
  request.headers = {
    ...others,
    host,
    'x-forwarded-proto': protocol.slice(0, -1),
    'content-length': String(Buffer.byteLength(body)),
  };
  request.push(body);
  request.push(null);
  return new Promise((resolve, reject) => {
    const response = new CapturedResponse(request, resolve);
    Promise.resolve(handler(request, response)).catch(reject);
  });
}

/** Keeps what is answered instead of sending it. */
class CapturedResponse extends ServerResponse {
  readonly #resolve: (reply: Reply) => void;

  constructor(request: IncomingMessage, resolve: (reply: Reply) => void) {
    super(request);
    this.#resolve = resolve;
  }

  override end(chunk?: unknown): this {
    const body = typeof chunk === 'string' || Buffer.isBuffer(chunk) ? chunk : '';
    this.#resolve({ status: this.statusCode, headers: plain(this.getHeaders()), body });
    return this;
  }
}

function plain(headers: OutgoingHttpHeaders): Record<string, string | string[]> {
  const entries = Object.entries(headers).filter(([name]) => name !== 'content-length');
  return Object.fromEntries(
    entries.map(([name, value = '']) => [name, Array.isArray(value) ? value : String(value)]),
  );
}
