import type { IncomingMessage, ServerResponse } from 'node:http';

/** A client's timeout for a server that will not answer in time, and for any other server. */
const shortMs = 300;
const longMs = 20_000;

export type FaultName = keyof typeof faults;

function status(code: number, message: string, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(
      JSON.stringify({ message, error: { code, message, errors: [{ reason: message }] } }),
    );
  };
}

/** The faults of one request, by the name of their row in a fault table. */
export const faults = {
  '401': status(401, 'Bad credentials'),
  '403': status(403, 'Forbidden'),
  '404': status(404, 'Not Found'),
  '409': status(409, 'Conflict'),
  '429': status(429, 'Too many requests', { 'retry-after': '600' }),
  '500': status(500, 'Server Error'),
  '502': status(502, 'Bad Gateway'),
  '503': status(503, 'Unavailable'),
  'time-out': (response: ServerResponse) => {
    setTimeout(() => response.destroy(), 10 * shortMs).unref();
  },
  'connection reset': (response: ServerResponse) => {
    response.socket?.resetAndDestroy();
  },
  'truncated body': (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('[{"sha": "0123456789", "tree": [');
    setTimeout(() => response.destroy(), 10);
  },
  'wrong JSON': (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"surprise": true}');
  },
} satisfies Record<string, (response: ServerResponse) => void>;

/** Answers every matching request with the fault, as long as one is set. */
export function faultyServer() {
  let fault: { name: FaultName; matches: (url: string) => boolean } | null = null;
  return {
    intercept(request: IncomingMessage, response: ServerResponse): boolean {
      if (!fault?.matches(request.url ?? '')) return false;
      faults[fault.name](response);
      return true;
    },
    break(name: FaultName, matches: (url: string) => boolean) {
      fault = { name, matches };
    },
    /** The timeout that a client should use now. */
    get patienceMs() {
      return fault?.name === 'time-out' ? shortMs : longMs;
    },
    mend() {
      fault = null;
    },
  };
}
