import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { raised } from './errors.ts';
import { limits } from './limits.ts';

interface HttpRequest {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: Uint8Array | null;
}

export interface HttpResponse {
  code: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Uint8Array;
}

/** @throws RaisedError with the connection's tag, or the signal's reason. */
export type SendHttp = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

/**
 * Node's own client and not `fetch`, which gives up on an answer's head after five minutes: a time
 * slice may take longer. Follows no redirect.
 */
export const sendHttp: SendHttp = ({ method, url, headers, body }, signal) =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const outgoing = request(url, { method, headers, signal, agent: false });
    let isConnected = false;
    const fail = (error: Error) => {
      if (signal.aborted) return reject(signal.reason);
      reject(
        isConnected
          ? raised('ConnectionError', `the connection broke: ${error.message}`)
          : raised('ConnectionFailedError', `no connection to ${url.host}: ${error.message}`),
      );
    };
    outgoing.on('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        isConnected = true;
      });
    });
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('error', fail);
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size <= limits.responseBytes) return;
        reject(
          raised('ResourceLimitError', `a response of more than ${limits.responseBytes} bytes`),
        );
        outgoing.destroy();
      });
      incoming.on('end', () =>
        resolve({
          code: incoming.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
          ),
          body: Buffer.concat(chunks),
        }),
      );
    });
    outgoing.end(body ?? undefined);
  });
