import { describe, expect, it } from 'vitest';
import { run } from './run-source.ts';

describe('raise and except', () => {
  it('hand the raised map or string over, and hide the variables of the handler', async () => {
    const { result } = await run(`
- catch_map:
    try: { raise: { code: 55, message: own } }
    except: { as: e, steps: [{ keep: { assign: [{ first: "\${e.code}" }] } }] }
- catch_text:
    try:
      steps:
        - boom: { raise: plain }
    except: { as: e, steps: [{ give: { return: "\${e}" } }] }
`);
    expect(result).toBe('plain');
  });

  it('end the execution when nobody catches it, and say where', async () => {
    const { raised, raisedAt } = await run(`
main:
  steps:
    - outer: { call: inner }
inner:
  steps:
    - fine: { assign: [{ a: { b: 1 } }] }
    - broken: { assign: [{ c: "\${a.missing}" }] }
`);
    expect(raised).toEqual({ tags: ['KeyError'], message: 'KeyError: key not found: missing' });
    expect(raisedAt).toBe('inner › broken (line 8)');
  });

  it('let the handler raise again', async () => {
    const { raised } = await run(`
- again:
    try: { raise: { code: 1 } }
    except: { as: e, steps: [{ more: { assign: [{ e.code: 2 }] } }, { up: { raise: "\${e}" } }] }
`);
    expect(raised).toEqual({ code: 2 });
  });

  it('jump out of a handler to the steps around it', async () => {
    const { result } = await run(`
- start: { assign: [{ tries: 0 }] }
- attempt:
    try:
      steps:
        - count: { assign: [{ tries: "\${tries + 1}" }] }
        - fail: { switch: [{ condition: "\${tries < 3}", raise: again }] }
    except: { as: e, steps: [{ back: { next: attempt } }] }
- answer: { return: "\${tries}" }
`);
    expect(result).toBe(3);
  });
});

describe('retry', () => {
  const failing = (retry: string, times: number) => `
main:
  steps:
    - start: { assign: [{ count: 0 }] }
    - attempt:
        try:
          steps:
            - add: { assign: [{ count: "\${count + 1}" }] }
            - fail: { switch: [{ condition: "\${count <= ${times}}", raise: { code: 503, attempt: "\${count}" } }] }
        retry: ${retry}
        except: { as: e, steps: [{ give_up: { return: "\${e.attempt}" } }] }
    - answer: { return: done }
is_first:
  params: [error]
  steps:
    - answer: { return: "\${error.attempt == 1}" }
says_nothing:
  params: [error]
  steps:
    - answer: { return: maybe }
`;
  const backoff = 'backoff: { initial_delay: 1, max_delay: 60, multiplier: 2 }';

  it('runs the whole block again with the documented delays', async () => {
    const policy = `{ predicate: "\${http.default_retry_predicate}", max_retries: 8, ${backoff} }`;
    const { result, sleeps } = await run(failing(policy, 100));

    expect(sleeps).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(result).toBe(9);
  });

  it('stops as soon as it works', async () => {
    const policy = `{ predicate: "\${http.default_retry_predicate}", max_retries: 8, ${backoff} }`;
    const { result, sleeps } = await run(failing(policy, 2));

    expect(sleeps).toEqual([1, 2]);
    expect(result).toBe('done');
  });

  it('asks a predicate of the workflow’s own', async () => {
    const policy = `{ predicate: "\${is_first}", max_retries: 8, ${backoff} }`;
    expect(await run(failing(policy, 100))).toMatchObject({ result: 2, sleeps: [1] });
  });

  it('needs a yes or no of the predicate', async () => {
    const policy = `{ predicate: "\${says_nothing}", max_retries: 8, ${backoff} }`;
    expect((await run(failing(policy, 100))).raised).toMatchObject({ tags: ['TypeError'] });
  });
});

describe('a built-in predicate', () => {
  const retried = async (predicate: string, error: object) => {
    const { sleeps } = await run(
      `
main:
  params: [error]
  steps:
    - attempt:
        try: { raise: "\${error}" }
        retry: { predicate: "\${${predicate}}", max_retries: 1, backoff: { initial_delay: 1, max_delay: 1, multiplier: 1 } }
        except: { as: e, steps: [{ hide: { next: end } }] }
`,
      { argument: error },
    );
    return sleeps.length === 1;
  };
  const errors: { code?: number; tags?: string[]; message?: string }[] = [
    ...[400, 409, 429, 500, 502, 503, 504].map((code) => ({ code, tags: ['HttpError'] })),
    ...['ConnectionError', 'ConnectionFailedError', 'TimeoutError', 'AuthError', 'TypeError'].map(
      (tag) => ({ tags: [tag] }),
    ),
    { message: 'own' },
  ];
  const name = (error: (typeof errors)[number]) => String(error.code ?? error.tags?.[0] ?? 'own');

  it.each([
    [
      'http.default_retry_predicate',
      ['429', '502', '503', '504', 'ConnectionError', 'ConnectionFailedError', 'TimeoutError'],
    ],
    ['http.default_retry_predicate_non_idempotent', ['429', '503', 'ConnectionFailedError']],
  ])('%s retries what the documentation lists', async (predicate, expected) => {
    const found: string[] = [];
    for (const error of errors) if (await retried(predicate, error)) found.push(name(error));
    expect(found).toEqual(expected);
  });
});
