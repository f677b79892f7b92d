import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ConfigError } from '@docpilot/shared/errors';

/** A function's server by its name. */
export type FunctionServers = Readonly<Record<string, Server>>;

export interface Gateway {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** Serves these functions; until then every request gets a 503. */
  serve(functions: FunctionServers): void;
  close(): Promise<void>;
}

/** Whether a request may come in, as Google's IAM would say. */
export type Admits = (request: IncomingMessage, functionName: string) => boolean;

export interface GatewayOptions {
  /** 0 takes a free port. */
  port: number;
  /** The function that gets what names no other. */
  fallback?: string;
  /** Who may come in; others get a 403. Everybody, without it. */
  admits?: Admits;
}

/**
 * One port for several functions: the first part of the path names the function and is taken off,
 * as HOST/FUNCTION/… on cloudfunctions.net. An underscore in it stands for a dash.
 * @throws ConfigError when the port is taken
 */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  let functions: FunctionServers | undefined;
  const server = createServer((request, response) => {
    if (functions === undefined) response.writeHead(503, { 'retry-after': '1' }).end();
    else dispatch(request, response, functions, options);
  });
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

function dispatch(
  request: IncomingMessage,
  response: ServerResponse,
  functions: FunctionServers,
  { fallback, admits }: GatewayOptions,
): void {
  const [, first = '', rest = ''] = /^\/([^/?]*)(.*)$/.exec(request.url ?? '/') ?? [];
  const named = first.replaceAll('_', '-');
  const name = Object.hasOwn(functions, named) ? named : fallback;
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
