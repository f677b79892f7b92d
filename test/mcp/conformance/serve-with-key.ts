import { createServer } from 'node:http';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { pino } from 'pino';
import { functionServer } from '../../../local/functions/function-server.ts';
import type { Database } from '../../../shared/src/store/connection/database.ts';

export interface ServedFunction {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  close(): Promise<void>;
}

const key = 'the-key-of-the-conformance-tests';

/**
 * Serves a function under the functions framework, on loopback. The suite cannot send a key, so one
 * is added to each of its requests; everything else is checked as usual.
 */
export async function serveWithKey(
  create: CreateFunction,
  database: Database,
): Promise<ServedFunction> {
  const target = functionServer('mcp', create, {
    environment: { API_TOKEN: key, PUBLIC_URL: 'http://127.0.0.1', RATE_LIMIT_PER_MINUTE: '0' },
    openDatabase: () => database,
    log: pino({ level: 'silent' }),
  });
  const server = createServer((request, response) => {
    request.headers['x-api-key'] = key;
    target.emit('request', request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
