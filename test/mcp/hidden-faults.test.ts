import { expect, test } from 'vitest';
import { settings } from '../build/function-routes.ts';
import { serveFunctions } from '../support/served-functions.ts';

const file = 'docpilot://file/{repository}/{+path}';

test('the message of an unexpected error is not sent to the client', async () => {
  const broken = () => Promise.reject(new Error('relation "secret" does not exist'));
  const functions = await serveFunctions(
    () => ({ query: broken, transaction: broken, close: async () => {} }),
    { RATE_LIMIT_PER_MINUTE: '0' },
  );
  const call = async (method: string, params: object) => {
    const response = await fetch(`${functions.url}/mcp`, {
      method: 'POST',
      headers: {
        'x-api-key': settings.API_TOKEN.split(',')[0] ?? '',
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    return response.text();
  };
  try {
    for (const said of [
      await call('tools/call', { name: 'search_documents', arguments: { query: 'x' } }),
      await call('resources/list', {}),
      await call('resources/read', { uri: 'docpilot://document/x' }),
      await call('completion/complete', {
        ref: { type: 'ref/resource', uri: file },
        argument: { name: 'repository', value: 'a' },
      }),
    ]) {
      expect(said).toContain('Something went wrong in DocPilot.');
      expect(said).not.toContain('secret');
    }
  } finally {
    await functions.close();
  }
});
