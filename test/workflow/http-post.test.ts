import { describe, expect, it, vi } from 'vitest';
import { limits } from '../../local/workflow/limits.ts';
import type { RunOptions } from '../../local/workflow/run-workflow.ts';
import { type Run, run } from './run-source.ts';
import { type Answering, type StubCall, startStubFunction } from './stub-functions.ts';

/** Posts to a stub with the given arguments of a call step, and returns what the call gives. */
async function post(
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
    - call: { call: http.post, args: { url: "\${url + \\"/path\\"}", ${args} }, result: response }
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
  it('carries its body as JSON', async () => {
    const { calls } = await post('body: { a: [1, 2.5, null] }', empty);
    expect(calls).toMatchObject([
      {
        method: 'POST',
        path: '/path',
        body: { a: [1, 2.5, null] },
        headers: { 'content-type': 'application/json; charset=utf-8' },
      },
    ]);
    expect(calls[0]?.headers.authorization).toBeUndefined();
  });

  it('bears an identity token for the audience, or for the URL', async () => {
    const given = await post('auth: { type: OIDC, audience: "https://a.test" }', empty);
    expect(given.calls[0]?.headers.authorization).toBe('Bearer token for https://a.test');
    const usual = await post('auth: { type: OIDC }', empty);
    expect(usual.calls[0]?.headers.authorization).toBe(`Bearer token for ${usual.url}/path`);
  });

  it('without a token to be had is not made', async () => {
    const { raised, calls } = await post('auth: { type: OIDC }', empty, {
      identityToken: () => Promise.reject(new Error('not logged in')),
    });
    expect(raised).toMatchObject({
      tags: ['AuthError'],
      message: expect.stringContaining('not logged in'),
    });
    expect(calls).toEqual([]);
  });

  it('is not made with a time-out that turns out too long', async () => {
    const { raised, calls } = await post(`timeout: "\${900 * 2 + 1}"`, empty);
    expect(raised).toMatchObject({ tags: ['ValueError'] });
    expect(calls).toEqual([]);
  });
});

describe('a response', () => {
  it('is a map of code, headers and body', async () => {
    const { result } = await post('', () => ({
      status: 201,
      body: { a: 1.5 },
      headers: { 'X-Own': 'yes' },
    }));
    expect(result).toMatchObject({ code: 201, body: { a: 1.5 }, headers: { 'x-own': 'yes' } });
  });

  it.each([
    ['application/json', '{"a":1}', { a: 1 }],
    ['application/problem+json; charset=utf-8', '{"a":1}', { a: 1 }],
    ['application/json', 'not json', 'not json'],
    ['text/html', '<p>', '<p>'],
  ])('of type %s with %s has the body %j', async (type, text, body) => {
    const { result } = await post('', () => ({
      body: text,
      headers: { 'content-type': type },
    }));
    expect(result).toMatchObject({ body });
  });

  it('of another type is bytes, which JSON cannot hold', async () => {
    const { raised } = await post('', () => ({
      body: 'x',
      headers: { 'content-type': 'application/octet-stream' },
    }));
    expect(raised).toMatchObject({ tags: ['TypeError'] });
  });

  it.each([304, 400, 404, 500, 503])(
    'of status %i raises an HttpError that holds it',
    async (status) => {
      const { raised } = await post('', () => ({
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
    const { raised } = await post('', () => ({
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
    const fits = await post('', answer(limits.responseBytes));
    expect(fits.raised).toMatchObject({
      message: expect.stringContaining('a string of more than'),
    });
    const tooLarge = await post('', answer(limits.responseBytes + 1));
    expect(tooLarge.raised).toMatchObject({
      tags: ['ResourceLimitError'],
      message: expect.stringContaining('a response of more than 2097152 bytes'),
    });
  });
});

describe('no response', () => {
  it('is a ConnectionError where the connection broke', async () => {
    const { raised } = await post('', () => ({ hangUp: true }));
    expect(raised).toMatchObject({ tags: ['ConnectionError'] });
  });

  it('is a ConnectionFailedError where nobody listens', async () => {
    const { url } = await post('', empty);
    const { raised } = await run(`- call: { call: http.post, args: { url: "${url}" } }`);
    expect(raised).toMatchObject({ tags: ['ConnectionFailedError'] });
  });

  it('is a TimeoutError after the time it was given', async () => {
    const never: Answering = () => new Promise(() => {});
    const { raised } = await post('timeout: 0.02', never);
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
    await post(timeout, empty);
    expect(timer.mock.calls).toEqual([[seconds * 1000]]);
    timer.mockRestore();
  });

  it('is no longer waited for when the execution is stopped', async () => {
    const abort = new AbortController();
    const ended = post(
      '',
      () => {
        abort.abort(new Error('no longer wanted'));
        return new Promise(() => {});
      },
      { signal: abort.signal },
    );
    await expect(ended).rejects.toThrow('no longer wanted');
  });

  it.each(['ftp://a.test', 'nothing', 'http://'])(
    'comes from %s, which is not a URL',
    async (url) => {
      const { raised } = await run(`- call: { call: http.post, args: { url: "${url}" } }`);
      expect(raised).toMatchObject({ tags: ['ValueError'] });
    },
  );
});
