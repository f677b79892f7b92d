import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ConfigError, DocPilotError } from '@docpilot/shared/errors';

/** The functions' servers by name. */
export type FunctionServers = Readonly<Record<string, Server>>;

export interface Gateway {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** Serves these functions from now on; before, every request gets a 503. */
  serve(functions: FunctionServers): void;
  close(): Promise<void>;
}

/**
 * Of a request's line and headers: a query of 32 KB in an address, where each byte may take three, and
 * what else a client sends. Node takes 16 KB by itself. terraform/app/functions.tf sets the same.
 */
export const maxHeaderBytes = 131_072;

/** Whether Google's IAM would let a request reach the function. */
export type Admits = (request: IncomingMessage, functionName: string) => boolean;

export interface GatewayOptions {
  /** 0 takes a free port. */
  port: number;
  /** The function for paths that name none. */
  fallback?: string;
  /** Functions whose paths start with other words, by these. */
  shortcuts?: Readonly<Record<string, string>>;
  /** Requests that it does not admit get a 403; without it all are admitted. */
  admits?: Admits;
}

/**
 * Serves several functions on one port of 127.0.0.1, as HOST/FUNCTION/… on cloudfunctions.net: the
 * first part of the path names the function and is removed. An underscore in it means a dash.
 * @throws ConfigError when the port is taken
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  let functions: FunctionServers | undefined;
  const server = createServer({ maxHeaderSize: maxHeaderBytes }, (request, response) => {
    if (functions === undefined) response.writeHead(503, { 'retry-after': '1' }).end();
    else dispatch(request, response, functions, options);
  });
  server.on('clientError', refuse);
  await listen(server, options.port);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://127.0.0.1:${port}`,
    serve: (servers) => {
      functions = servers;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const tooLong = new DocPilotError(
  'payload_too_large',
  `The address and headers of a request have ${maxHeaderBytes / 1024} KB at most: send a long query as the JSON body of POST /search.`,
);

/** Answers what is no request of HTTP, as Node does, but says what to do about one that is too long. */
function refuse({ code }: NodeJS.ErrnoException, socket: Duplex): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const isTooLong = code === 'HPE_HEADER_OVERFLOW';
  const status = isTooLong ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = isTooLong ? JSON.stringify(tooLong.toBody()) : '';
  const headers = [
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`HTTP/1.1 ${status}\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
}

function dispatch(
  request: IncomingMessage,
  response: ServerResponse,
  functions: FunctionServers,
  { fallback, shortcuts = {}, admits }: GatewayOptions,
): void {
  const [, first = '', rest = ''] = /^\/([^/?]*)(.*)$/.exec(request.url ?? '/') ?? [];
  const named = first.replaceAll('_', '-');
  const other = Object.hasOwn(shortcuts, named) ? shortcuts[named] : fallback;
  const name = Object.hasOwn(functions, named) ? named : other;
  const target = name === undefined ? undefined : functions[name];
  if (name === undefined || target === undefined) {
    response.writeHead(404).end();
  } else if (admits && !admits(request, name)) {
    response.writeHead(403).end();
  } else {
    if (name === named) request.url = rest.startsWith('/') ? rest : `/${rest}`;
    target.emit('request', request, response);
  }
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const problem =
        error.code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${error.code})`;
      reject(
        new ConfigError(
          `Port ${port} ${problem}: choose another with --port, or 0 for a free one.`,
        ),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
