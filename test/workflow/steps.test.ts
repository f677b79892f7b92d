import { describe, expect, it } from 'vitest';
import { loadWorkflow } from '../../local/workflow/load-workflow.ts';
import { runWorkflow } from '../../local/workflow/run-workflow.ts';
import { run, usualOptions } from './run-source.ts';

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
      in: [a, b, c, d]
      steps:
        - skip:
            switch:
              - condition: \${letter == "b"}
                next: continue
              - condition: \${letter == "d"}
                next: break
        - note: { assign: [{ seen: "\${list.concat(seen, letter)}" }, { own: 1 }] }
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
    expect(result).toEqual([['a', 'c'], 9]);
  });

  it('call subworkflows by name, which return null unless they say otherwise', async () => {
    const { result } = await run(`
main:
  steps:
    - first: { call: greet, args: { name: Ada }, result: a }
    - second: { call: nothing, result: b }
    - answer: { return: ["\${a}", "\${b}"] }
greet:
  params: [name]
  steps:
    - answer: { return: "\${\\"Hello \\" + name}" }
nothing:
  steps:
    - end: { assign: [{ own: 1 }] }
`);
    expect(result).toEqual(['Hello Ada', null]);
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
