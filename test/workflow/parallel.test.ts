import { describe, expect, it } from 'vitest';
import { run } from './run-source.ts';

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
        range: [1, 10]
        steps:
          - wait: { call: sys.sleep, args: { seconds: 1 } }
          - note: { assign: [{ order: "\${list.concat(order, n)}" }] }
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
      Array.from({ length: 10 }, (_, i) => i + 1),
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
