import { describe, expect, it, vi } from 'vitest';
import { limits } from '../../local/workflow/limits.ts';
import type { RunOptions } from '../../local/workflow/run-workflow.ts';
import { type Run, run } from './run-source.ts';
import { type Answering, type StubCall, startStubFunction } from './stub-functions.ts';

/** Calls a stub with the given arguments of a call step, and returns what the call gives. */
async function call(
  callee: string,
  args: string,
  answer: Answering,
  options: Partial<RunOptions> = {},
): Promise<Run & { calls: StubCall[]; url: string }> {
  const stub = await startStubFunction(answer);
  try {
    const source = `
main:
  params: [url]
  steps:
    - call: { call: ${callee}, args: { url: "\${url + \\"/path\\"}", ${args} }, result: response }
    - answer: { return: "\${response}" }
`;
    return {
      ...(await run(source, { argument: stub.url, ...options })),
      calls: stub.calls,
      url: stub.url,
    };
  } finally {
    await stub.close();
  }
}

const empty: Answering = () => ({ body: {} });

describe('a request', () => {
  it('carries a map as JSON, the query, the headers and who is calling', async () => {
    const { calls } = await call(
      'http.post',
      'body: { a: [1, 2.5, null] }, query: { q: a b, n: [1, 2] }, headers: { X-Own: 5, User-Agent: mine }',
      empty,
    );
    expect(calls).toMatchObject([
      {
        method: 'POST',
        path: '/path?q=a+b&n=1&n=2',
        body: { a: [1, 2.5, null] },
        headers: { 'x-own': '5', 'content-type': 'application/json; charset=utf-8' },
      },
    ]);
    expect(calls[0]?.headers.authorization).toBeUndefined();
  });

  it.each([
    ['http.get', 'GET'],
    ['http.put', 'PUT'],
    ['http.patch', 'PATCH'],
    ['http.delete', 'DELETE'],
  ])('%s sends %s', async (callee, method) => {
    const { calls } = await call(callee, '', empty);
    expect(calls[0]?.method).toBe(method);
    expect(calls[0]?.headers['content-type']).toBeUndefined();
  });

  it('of http.request sends the method it names', async () => {
    expect((await call('http.request', 'method: options', empty)).calls[0]?.method).toBe('OPTIONS');
  });

  it('bears an identity token for the audience, or for the URL', async () => {
    const given = await call('http.get', 'auth: { type: OIDC, audience: "https://a.test" }', empty);
    expect(given.calls[0]?.headers.authorization).toBe('Bearer token for https://a.test');
    const usual = await call('http.get', 'auth: { type: OIDC }', empty);
    expect(usual.calls[0]?.headers.authorization).toBe(`Bearer token for ${usual.url}/path`);
  });

  it('without a token to be had is not made', async () => {
    const { raised, calls } = await call('http.get', 'auth: { type: OIDC }', empty, {
      identityToken: () => Promise.reject(new Error('not logged in')),
    });
    expect(raised).toMatchObject({
      tags: ['AuthError'],
      message: expect.stringContaining('not logged in'),
    });
    expect(calls).toEqual([]);
  });

  it.each([
    ['body: [1], headers: { Content-Type: text/plain }', 'TypeError'],
    ['headers: [1]', 'TypeError'],
    ['query: { a: {} }', 'TypeError'],
    [`timeout: "\${900 * 2 + 1}"`, 'ValueError'],
  ])('with %s raises %s', async (args, tag) => {
    const { raised, calls } = await call('http.post', args, empty);
    expect(raised).toMatchObject({ tags: [tag] });
    expect(calls).toEqual([]);
  });
});

describe('a response', () => {
  it('is a map of code, headers and body', async () => {
    const { result } = await call('http.get', '', () => ({
      status: 201,
      body: { a: 1.5 },
      headers: { 'X-Own': 'yes' },
    }));
    expect(result).toMatchObject({ code: 201, body: { a: 1.5 }, headers: { 'x-own': 'yes' } });
  });

  it.each([
    ['application/json', '{"a":1}', { a: 1 }],
    ['application/problem+json; charset=utf-8', '{"a":1}', { a: 1 }],
    ['application/json', 'no json', 'no json'],
    ['text/html', '<p>', '<p>'],
  ])('of type %s with %s has the body %j', async (type, text, body) => {
    const { result } = await call('http.get', '', () => ({
      body: text,
      headers: { 'content-type': type },
    }));
    expect(result).toMatchObject({ body });
  });

  it('of another type is bytes, which JSON cannot hold', async () => {
    const { raised } = await call('http.get', '', () => ({
      body: 'x',
      headers: { 'content-type': 'application/octet-stream' },
    }));
    expect(raised).toMatchObject({ tags: ['TypeError'] });
  });

  it.each([304, 400, 404, 500, 503])(
    'of status %i raises an HttpError that holds it',
    async (status) => {
      const { raised } = await call('http.get', '', () => ({
        status,
        body: { error: 'why' },
        headers: { 'x-own': 'yes' },
      }));
      expect(raised).toMatchObject({
        tags: ['HttpError'],
        code: status,
        message: `HTTP server responded with error code ${status}`,
        headers: { 'x-own': 'yes' },
        // A 304 has no body.
        body: status === 304 ? '' : { error: 'why' },
      });
    },
  );

  it('of bytes in an error becomes base64 in the execution’s own', async () => {
    const { raised } = await call('http.get', '', () => ({
      status: 500,
      body: 'hi',
      headers: { 'content-type': 'image/png' },
    }));
    expect(raised).toMatchObject({ code: 500, body: 'aGk=' });
  });

  it('may have 2 MB and not a byte more', async () => {
    const answer =
      (bytes: number): Answering =>
      () => ({
        body: 'x'.repeat(bytes),
        headers: { 'content-type': 'text/plain' },
      });
    // Within its own limit it is still too large for a variable.
    const fits = await call('http.get', '', answer(limits.responseBytes));
    expect(fits.raised).toMatchObject({
      message: expect.stringContaining('a string of more than'),
    });
    const tooLarge = await call('http.get', '', answer(limits.responseBytes + 1));
    expect(tooLarge.raised).toMatchObject({
      tags: ['ResourceLimitError'],
      message: expect.stringContaining('a response of more than 2097152 bytes'),
    });
  });
});

describe('no response', () => {
  it('is a ConnectionError where the connection broke', async () => {
    const { raised } = await call('http.get', '', () => ({ hangUp: true }));
    expect(raised).toMatchObject({ tags: ['ConnectionError'] });
  });

  it('is a ConnectionFailedError where nobody listens', async () => {
    const { url } = await call('http.get', '', empty);
    const { raised } = await run(`- call: { call: http.get, args: { url: "${url}" } }`);
    expect(raised).toMatchObject({ tags: ['ConnectionFailedError'] });
  });

  it('is a TimeoutError after the time it was given', async () => {
    const never: Answering = () => new Promise(() => {});
    const { raised } = await call('http.get', 'timeout: 0.02', never);
    expect(raised).toMatchObject({
      tags: ['TimeoutError'],
      message: expect.stringContaining('within 0.02 seconds'),
    });
  });

  it.each([
    ['', 300],
    ['timeout: 1800', 1800],
  ])('with "%s" is waited for %i seconds', async (timeout, seconds) => {
    const timer = vi.spyOn(AbortSignal, 'timeout');
    await call('http.get', timeout, empty);
    expect(timer.mock.calls).toEqual([[seconds * 1000]]);
    timer.mockRestore();
  });

  it('is no longer waited for when the execution is stopped', async () => {
    const abort = new AbortController();
    const ended = call(
      'http.get',
      '',
      () => {
        abort.abort(new Error('no longer wanted'));
        return new Promise(() => {});
      },
      { signal: abort.signal },
    );
    await expect(ended).rejects.toThrow('no longer wanted');
  });

  it.each(['ftp://a.test', 'nothing', 'http://'])('comes from %s, which is no URL', async (url) => {
    const { raised } = await run(`- call: { call: http.get, args: { url: "${url}" } }`);
    expect(raised).toMatchObject({ tags: ['ValueError'] });
  });
});
