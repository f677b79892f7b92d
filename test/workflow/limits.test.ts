import { describe, expect, it } from 'vitest';
import { limits } from '../../local/workflow/limits.ts';
import { run } from './run-source.ts';

/** The letter so many times, without being written out in an expression. */
function filler(count: number): string {
  return `"${'x'.repeat(count)}"`;
}

describe('an execution keeps to the limits', () => {
  it('of its argument, to the last byte', async () => {
    const source = `main: { params: [a], steps: [{ answer: { return: "\${len(a)}" } }] }`;
    const most = limits.argumentBytes - 2;
    expect((await run(source, { argument: 'x'.repeat(most) })).result).toBe(most);
    await expect(run(source, { argument: 'x'.repeat(most + 1) })).rejects.toThrow(
      'an argument of 32769 bytes, 32768 are the most',
    );
  });

  it('of all its variables together, to the last byte', async () => {
    // Three texts of the list, then one more of its own.
    const source = (last: number) => `
- parts: { assign: [{ a: ${filler(60_000)} }] }
- three: { assign: [{ b: ["\${a}", "\${a}", "\${a}", "\${a}", "\${a}", "\${a}", "\${a}"] }] }
- last: { assign: [{ c: ${filler(last)} }] }
- answer: { return: fine }
`;
    const used = 60_008 + (8 + 7 * 60_008);
    const most = limits.variablesBytes - used - 8;
    const full = await run(source(most));
    expect(full).toMatchObject({
      result: 'fine',
      usage: { peakVariablesBytes: limits.variablesBytes },
    });
    expect((await run(source(most + 1))).raised).toMatchObject({
      tags: ['ResourceLimitError'],
      message: expect.stringContaining('the variables take 524289 bytes, 524288 are the most'),
    });
  });

  it('and gets the memory back of what is assigned anew, of blocks and of calls', async () => {
    const { result, usage } = await run(`
main:
  steps:
    - big: { assign: [{ a: ${filler(100_000)} }] }
    - loop:
        for:
          value: round
          range: [1, 20]
          steps:
            - copy: { assign: [{ own: "\${a}" }] }
            - call: { call: sub, args: { given: "\${a}" } }
            - fail:
                try: { raise: { text: "\${a}" } }
                except: { as: e, steps: [{ drop: { assign: [{ e: null }] } }] }
    - free: { assign: [{ a: null }] }
    - again: { assign: [{ b: ${filler(20_000)} }] }
    - answer: { return: fine }
sub:
  params: [given]
  steps:
    - copy: { assign: [{ own: "\${given}" }] }
`);
    expect(result).toBe('fine');
    // a, the loop's copy, the parameter and the subworkflow's copy.
    expect(usage.peakVariablesBytes).toBeGreaterThan(4 * 100_000);
    expect(usage.peakVariablesBytes).toBeLessThan(4 * 100_000 + 200);
  });

  it('of a string, to the last byte, wherever it stands', async () => {
    const source = (more: string) => `
- quarter: { assign: [{ a: ${filler(limits.stringBytes / 4)} }] }
- whole: { assign: [{ b: { deep: ["\${a + a + a + a${more}}"] } }] }
- answer: { return: fine }
`;
    expect((await run(source(''))).result).toBe('fine');
    expect((await run(source(` + 'x'`))).raised).toMatchObject({
      tags: ['ResourceLimitError'],
      message: expect.stringContaining('a string of more than 262144 bytes'),
    });
  });

  it('of its steps', async () => {
    const { raised, usage } = await run(`
- first: { assign: [{ a: 1 }] }
- second: { next: first }
`);
    expect(raised).toMatchObject({ tags: ['ResourceLimitError'] });
    expect(usage.steps).toBe(limits.stepsPerExecution + 1);
  });

  it('of calls within calls', async () => {
    const source = (depth: number) => `
main: { steps: [{ start: { call: sub, args: { depth: ${depth} }, result: a }}, { answer: { return: "\${a}" } }] }
sub:
  params: [depth]
  steps:
    - stop: { switch: [{ condition: "\${depth == 0}", return: bottom }] }
    - down: { call: sub, args: { depth: "\${depth - 1}" }, result: a }
    - answer: { return: "\${a}" }
`;
    // main and the call of depth 0 count too.
    expect((await run(source(limits.callDepth - 2))).result).toBe('bottom');
    expect((await run(source(limits.callDepth - 1))).raised).toMatchObject({
      tags: ['RecursionError'],
    });
  });

  it('of parallel steps within parallel steps, through calls too', async () => {
    const fan = (name: string, step: string) =>
      `{ ${name}: { parallel: { for: { value: v_${name}, in: [1], steps: [${step}] } } } }`;
    const { raised } = await run(`
main: { steps: [${fan('a', fan('b', '{ c: { call: sub } }'))}] }
sub: { steps: [${fan('d', '{ e: { assign: [{ f: 1 }] } }')}] }
`);
    expect(JSON.stringify(raised)).toContain('ParallelNestingError');
  });

  it('of what runs at one time, whatever the steps themselves allow', async () => {
    let running = 0;
    let peak = 0;
    await run(
      `
- outer:
    parallel:
      concurrency_limit: 15
      for:
        value: a
        range: [1, 15]
        steps:
          - inner:
              parallel:
                concurrency_limit: 15
                for:
                  value: b
                  range: [1, 3]
                  steps:
                    - wait: { call: sys.sleep, args: { seconds: 1 } }
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
    expect(peak).toBe(limits.concurrentBranches);
  });

  it('of its environment', async () => {
    const source = '- answer: { next: end }';
    const variables = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`V${index}`, '']));
    await expect(run(source, { environment: variables(21) })).rejects.toThrow(
      '21 environment variables, 20 are the most',
    );
    await expect(run(source, { environment: { LONG: 'x'.repeat(4097) } })).rejects.toThrow(
      'LONG holds more than 4 KB',
    );
    await expect(run(source, { environment: { GOOGLE_OWN: '' } })).rejects.toThrow(
      'GOOGLE_OWN is the platform’s own'.replace('’', "'"),
    );
  });
});
