import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request a stub got. */
export interface StubCall {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  /** Which call with this very path and body it is, from 1. */
  attempt: number;
}

interface StubAnswer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Breaks the connection instead of answering. */
  hangUp?: boolean;
}

export type Answering = (call: StubCall) => StubAnswer | Promise<StubAnswer>;

export interface StubFunction {
  url: string;
  calls: StubCall[];
  /** The most requests it had at one time. */
  peak: () => number;
  close: () => Promise<void>;
}

/** An HTTP function on a free port of 127.0.0.1. */
export async function startStubFunction(answer: Answering): Promise<StubFunction> {
  const calls: StubCall[] = [];
  let inFlight = 0;
  let peak = 0;
  const server = createServer(async (request, response) => {
    inFlight += 1;
    peak = Math.max(peak, inFlight);
    const text = (await request.toArray()).join('');
    const path = request.url ?? '/';
    const same = calls.filter((one) => one.path === path && JSON.stringify(one.body) === text);
    const call: StubCall = {
      method: request.method ?? '',
      path,
      headers: request.headers,
      body: text === '' ? {} : JSON.parse(text),
      attempt: same.length + 1,
    };
    calls.push(call);
    const { status = 200, body = {}, headers = {}, hangUp = false } = await answer(call);
    inFlight -= 1;
    if (hangUp) {
      request.socket.destroy();
      return;
    }
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(isRaw ? body : JSON.stringify(body));
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    peak: () => peak,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}
