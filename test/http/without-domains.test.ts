import { executionAsyncId } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { serveRoutes } from '../support/serve-routes.ts';

/** The async id in a promise, unless Node tracks promises (async_hooks). */
const untracked = 0;

test('Node tracks no promises of a request under the functions framework', async () => {
  const handle = async () => {
    await Promise.resolve();
    return { body: { asyncId: executionAsyncId() } };
  };
  const served = await serveRoutes('plain', [{ method: 'GET', path: '/', auth: 'none', handle }]);
  try {
    for (let request = 0; request < 2; request++) {
      expect(await (await fetch(served.url)).json()).toEqual({ asyncId: untracked });
    }
  } finally {
    served.close();
  }
});
