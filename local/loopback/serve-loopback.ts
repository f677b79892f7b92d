import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Hooks for whoever starts a server. */
export interface Interception {
  /** Sees each request first; true when it answers the request itself. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;
  /** Gets the error behind a 500. */
  onError?: (error: unknown) => void;
}

export interface LoopbackServer {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** The requests received so far. */
  readonly requests: number;
  close(): Promise<void>;
}

export type Respond = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Serves on a free port of 127.0.0.1, to requests for that address alone.
 * @param create makes the handler from the server's URL
 */
export async function serveLoopback(
  create: (url: string) => Respond,
  { intercept, onError }: Interception,
): Promise<LoopbackServer> {
  let requests = 0;
  let respond: Respond | undefined;
  const server = createServer((request, response) => {
    requests += 1;
    answer(request, response).catch((error: unknown) => {
      if (!response.destroyed) onError?.(error);
      response.destroy();
    });
  });
  // Longer than clients keep idle connections open.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
  respond = create(url);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // DNS rebinding: a web page could reach this server under its own host's name.
    if (`http://${request.headers.host}` !== url) {
      response.writeHead(403, { 'content-type': 'text/html' }).end(wrongHost);
      return;
    }
    if (await intercept?.(request, response)) return;
    await respond?.(request, response);
  }

  return {
    url,
    get requests() {
      return requests;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const wrongHost = 'This server answers under the address it was started with only.\n';
