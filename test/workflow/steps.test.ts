import { describe, expect, it } from 'vitest';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';
import { runWorkflow } from '../../local/workflow/run-workflow.ts';
import { run } from './run-source.ts';

/** As outside of tests: it really sleeps. */
const usualOptions = { environment: {}, executionId: 'e', identityToken: () => 'token' };

describe('steps', () => {
  it('run in order, jump by next and stop at end', async () => {
    const { result, logs } = await run(`
- first: { call: sys.log, args: { text: one }, next: third }
- second: { call: sys.log, args: { text: two }, next: end }
- third: { call: sys.log, args: { text: three }, next: second }
- never: { return: unreached }
`);
    expect(logs.map(({ data }) => data)).toEqual(['one', 'three', 'two']);
    expect(result).toBeNull();
  });

  it('assign in order, into maps and lists too, and copy what they assign', async () => {
    const { result } = await run(`
- assign:
    assign:
      - list: [1, { deep: [2] }]
      - copy: \${list}
      - list[1].deep[0]: \${list[0] + 10}
      - map: { a: 1 }
      - key: b
      - map[key + "2"]: \${list[1].deep[0] + 1}
- answer: { return: { list: "\${list}", copy: "\${copy}", map: "\${map}", "\${key}": same } }
`);
    expect(result).toEqual({
      list: [1, { deep: [11] }],
      copy: [1, { deep: [2] }],
      map: { a: 1, b2: 12 },
      b: 'same',
    });
  });

  it('take the first condition that holds, or go on', async () => {
    const source = (number: number) => `
- choose:
    switch:
      - condition: \${${number} > 100}
        return: large
      - condition: \${${number} > 10}
        steps:
          - note: { assign: [{ size: medium }] }
      - condition: \${${number} < 0}
        next: negative
    next: after
- negative: { return: negative }
- after: { return: "\${size}" }
`;
    expect((await run(source(500))).result).toBe('large');
    expect((await run(source(50))).result).toBe('medium');
    expect((await run(source(-1))).result).toBe('negative');
    expect((await run(source(5))).raised).toMatchObject({ tags: ['KeyError'] });
  });

  it('refuse a condition that is neither true nor false', async () => {
    const { raised, raisedAt } = await run(`
- choose:
    switch:
      - condition: \${null}
        next: end
`);
    expect(raised).toMatchObject({ tags: ['TypeError'] });
    expect(raisedAt).toBe('main › choose (line 2)');
  });

  it('loop over lists and ranges, with break and continue, and keep what was there before', async () => {
    const { result } = await run(`
- init: { assign: [{ sum: 0 }, { seen: [] }] }
- over_list:
    for:
      value: letter
      index: i
      in: [a, b, c, d]
      steps:
        - skip:
            switch:
              - condition: \${letter == "b"}
                next: continue
              - condition: \${letter == "d"}
                next: break
        - note: { assign: [{ seen: "\${list.concat(seen, letter + i)}" }, { own: 1 }] }
- over_range:
    for:
      value: n
      range: \${[len(seen), 4]}
      steps:
        - add: { assign: [{ sum: "\${sum + n}" }] }
- over_nothing:
    for: { value: n, range: [2, 1], steps: [{ never: { raise: reached } }] }
- answer: { return: ["\${seen}", "\${sum}"] }
`);
    expect(result).toEqual([['a0', 'c2'], 9]);
  });

  it('call subworkflows by name, with defaults for what is not given', async () => {
    const { result } = await run(`
main:
  steps:
    - first: { call: greet, args: { name: Ada }, result: a }
    - second: { call: greet, args: { name: Bob, greeting: null }, result: b }
    - third: { call: nothing, result: c }
    - answer: { return: ["\${a}", "\${b}", "\${c}"] }
greet:
  params: [name, greeting: Hello]
  steps:
    - answer: { return: "\${default(greeting, \\"(none)\\") + \\" \\" + name}" }
nothing:
  steps:
    - end: { assign: [{ own: 1 }] }
`);
    expect(result).toEqual(['Hello Ada', '(none) Bob', null]);
  });

  it('sleep as long as they say', async () => {
    const { sleeps } = await run(`
- short: { call: sys.sleep, args: { seconds: 0.5 } }
- long: { call: sys.sleep, args: { seconds: "\${2 * 30}" } }
`);
    expect(sleeps).toEqual([0.5, 60]);
  });

  it('really sleep unless told else', async () => {
    const before = performance.now();
    const workflow = loadWorkflow('- short: { call: sys.sleep, args: { seconds: 0.05 } }');
    await runWorkflow(workflow, usualOptions);
    expect(performance.now() - before).toBeGreaterThan(45);
  });
});

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
    const policy = `{ predicate: "\${retry.always}", max_retries: 8, ${backoff} }`;
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

  it('never retries where it is told so', async () => {
    const policy = `{ predicate: "\${retry.never}", max_retries: 8, ${backoff} }`;
    expect(await run(failing(policy, 100))).toMatchObject({ result: 1, sleeps: [] });
  });

  it.each(['http.default_retry', 'http.default_retry_non_idempotent'])(
    'has the policy %s of five retries',
    async (name) => {
      const { result, sleeps } = await run(failing(`"\${${name}}"`, 100));
      expect(result).toBe(6);
      expect(sleeps).toEqual([1, 1.25, 1.5625, 1.953125, 2.44140625]);
    },
  );

  it('takes retry.default_backoff', async () => {
    const policy = `{ predicate: "\${retry.always}", max_retries: "\${1 + 1}", backoff: "\${retry.default_backoff}" }`;
    expect((await run(failing(policy, 100))).sleeps).toEqual([1, 1.25]);
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
        retry: { predicate: "\${${predicate}}", max_retries: 1, backoff: "\${retry.default_backoff}" }
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
    ['retry.always', errors.map(name)],
    ['retry.never', []],
  ])('%s retries what the documentation lists', async (predicate, expected) => {
    const found: string[] = [];
    for (const error of errors) if (await retried(predicate, error)) found.push(name(error));
    expect(found).toEqual(expected);
  });
});

describe('parallel', () => {
  it('lets branches read what is around and write what is shared', async () => {
    const { result } = await run(`
- init: { assign: [{ input: [1, 2] }, { sum: 0 }, { by: {} }] }
- both:
    parallel:
      shared: [sum, by]
      branches:
        - left:
            steps:
              - add_left: { assign: [{ own: "\${input[0]}" }, { sum: "\${sum + own}" }, { by.left: yes it is }] }
        - right:
            steps:
              - add_right: { assign: [{ own: "\${input[1]}" }, { sum: "\${sum + own}" }, { by.right: true }] }
- answer: { return: ["\${sum}", "\${by}"] }
`);
    expect(result).toEqual([3, { left: 'yes it is', right: true }]);
  });

  it('runs iterations beside each other up to its limit, which may be an expression', async () => {
    let running = 0;
    let peak = 0;
    const { result, sleeps } = await run(
      `
- init: { assign: [{ order: [] }, { most: 4 }] }
- each:
    parallel:
      shared: [order]
      concurrency_limit: \${most}
      for:
        value: n
        index: i
        range: [1, 10]
        steps:
          - wait: { call: sys.sleep, args: { seconds: 1 } }
          - note: { assign: [{ order: "\${list.concat(order, n * 100 + i)}" }] }
- answer: { return: "\${order}" }
`,
      {
        sleep: async () => {
          running += 1;
          peak = Math.max(peak, running);
          await new Promise((resolve) => setTimeout(resolve, 1));
          running -= 1;
        },
      },
    );
    expect(peak).toBe(4);
    expect(sleeps).toEqual([]);
    expect((result as number[]).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 10 }, (_, i) => (i + 1) * 100 + i),
    );
  });

  it('lets all branches finish before it raises what was not caught', async () => {
    const { raised, logs } = await run(`
- both:
    parallel:
      branches:
        - bad: { steps: [{ boom: { raise: { code: 7 } } }] }
        - good:
            steps:
              - wait: { call: sys.sleep, args: { seconds: 1 } }
              - note: { call: sys.log, args: { text: finished } }
`);
    expect(logs).toHaveLength(1);
    expect(raised).toMatchObject({
      tags: ['UnhandledBranchError'],
      branches: [{ id: '0', error: { code: 7 } }],
      truncated: false,
    });
  });

  it('keeps a hundred of the errors', async () => {
    const { raised } = await run(`
- all:
    parallel:
      for: { value: n, range: [1, 101], steps: [{ boom: { raise: "\${string(n)}" } }] }
`);
    expect(raised).toMatchObject({ truncated: true });
    expect((raised as { branches: unknown[] }).branches).toHaveLength(100);
  });

  it('does not run dry when branches wait for branches of their own', async () => {
    const { result } = await run(`
- init: { assign: [{ count: 0 }] }
- outer:
    parallel:
      shared: [count]
      for:
        value: a
        range: [1, 25]
        steps:
          - inner:
              parallel:
                shared: [count]
                for:
                  value: b
                  range: [1, 4]
                  steps:
                    - wait: { call: sys.sleep, args: { seconds: 1 } }
                    - add: { assign: [{ count: "\${count + 1}" }] }
- answer: { return: "\${count}" }
`);
    expect(result).toBe(100);
  });
});

describe('an execution', () => {
  it('gets its argument as main’s parameter, null when there is none', async () => {
    const source = `main: { params: [a], steps: [{ answer: { return: "\${a}" } }] }`;
    expect((await run(source, { argument: { x: [1.5] } })).result).toEqual({ x: [1.5] });
    expect((await run(source)).result).toBeNull();
  });

  it('is refused an argument that it does not take', async () => {
    await expect(run('- a: { next: end }', { argument: {} })).rejects.toThrow(
      'the workflow takes no argument',
    );
  });

  it('stops when it is told to, even in its sleep and whatever would catch errors', async () => {
    const abort = new AbortController();
    const source = `
- sleep:
    try: { call: sys.sleep, args: { seconds: 3600 } }
    except: { as: e, steps: [{ hide: { return: hidden } }] }
`;
    const ended = runWorkflow(loadWorkflow(source), { ...usualOptions, signal: abort.signal });
    abort.abort(new Error('no longer wanted'));
    await expect(ended).rejects.toThrow('no longer wanted');
  });

  it('cannot return bytes', async () => {
    const { raised } = await run(`
- encode: { call: text.encode, args: { text: a }, result: bytes }
- answer: { return: "\${bytes}" }
`);
    expect(raised).toMatchObject({ tags: ['TypeError'] });
  });
});
