import { executionAsyncId } from 'node:async_hooks';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@docpilot/shared/log';
import { serveFunction } from '@docpilot/shared/serve-function';
import { expect, test } from 'vitest';
import { functionServer } from '../../local/functions/function-server.ts';

const log = createLogger('test', { level: 'silent' });

/** In a promise it has no id of its own, unless promises are followed (Node's async_hooks). */
const untracked = 0;

test('a request under the functions framework has no promise followed', async () => {
  const handle = async () => {
    await Promise.resolve();
    return { body: { asyncId: executionAsyncId() } };
  };
  const server = functionServer(
    'plain',
    () =>
      serveFunction({
        name: 'plain',
        routes: [{ method: 'GET', path: '/', auth: 'none', handle }],
        apiKeys: [],
        environment: {},
        log,
      }),
    {
      environment: {},
      log,
      openDatabase: () => {
        throw new Error('no database');
      },
    },
  );
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (let request = 0; request < 2; request++) {
      expect(await (await fetch(url)).json()).toEqual({ asyncId: untracked });
    }
  } finally {
    server.close();
  }
});
