import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** How the one who started a server takes part. */
export interface Interception {
  /** Sees each request first, and answers it itself when it says true. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;
  /** Learns what went wrong behind a 500. */
  onError?: (error: unknown) => void;
}

export interface LoopbackServer {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** Requests that came in. */
  readonly requests: number;
  close(): Promise<void>;
}

export type Respond = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Serves on a free port of this machine alone, under that one address.
 * @param create makes what answers, once the address is known
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
  // Longer than a client keeps a connection it may use again.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
  respond = create(url);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page in a browser could have its own host's name lead here; it must not read what is private.
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
