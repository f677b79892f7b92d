import { describe, expect, it } from 'vitest';
import { evaluated, run } from './run-source.ts';

const variables = {
  map: { a: 1, deep: { b: [2] } },
  list: [1, 2],
  text: 'héllo wörld',
  nothing: null,
};

describe('the standard library', () => {
  it.each<[string, unknown]>([
    ['default(nothing, 5)', 5],
    ['default(0, 5)', 0],
    ['if(1 < 2, "yes", "no")', 'yes'],
    ['if(nothing, "yes", "no")', 'no'],
    ['len(text)', 11],
    ['len(list) + len(map)', 4],
    ['len("😀")', 1],
    ['string(1) + string(1.5) + string(true)', '11.5true'],
    ['math.max(2, 3.5)', 3.5],
    ['math.min(2, 3)', 2],
    ['list.concat(list, "x")', [1, 2, 'x']],
    ['map.get(map, "a")', 1],
    ['map.get(map, "missing")', null],
    ['map.get(map, ["deep", "b"])', [2]],
    ['map.get(map, ["a", "b", "c"])', null],
    ['map.get(nothing, "a")', null],
    ['text.substring(text, 1, 4)', 'éll'],
    ['json.encode_to_string(map)', '{"a":1,"deep":{"b":[2]}}'],
  ])('%s is %j', async (text, expected) => {
    expect(await evaluated(text, variables)).toEqual(expected);
  });

  it.each([
    ['len(5)', 'TypeError'],
    ['string(nothing)', 'TypeError'],
    ['list.concat(map, 1)', 'TypeError'],
    ['map.get(map, 5)', 'TypeError'],
    ['text.substring("abc", 0, 4)', 'IndexError'],
    ['text.substring("abc", 2, 1)', 'IndexError'],
    ['sys.get_env("NOT_SET")', 'KeyError'],
    ['if("true", 1, 2)', 'TypeError'],
    ['math.max("1", 2)', 'TypeError'],
  ])('%s raises %s', async (text, tag) => {
    await expect(evaluated(text, variables)).rejects.toMatchObject({ tags: [tag] });
  });

  it('knows the platform', async () => {
    const source = `
- answer:
    return:
      execution: \${sys.get_env("GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID")}
      project: \${sys.get_env("GOOGLE_CLOUD_PROJECT_ID")}
      own: \${sys.get_env("OWN")}
      other: \${sys.get_env("NOT_SET", "else")}
`;
    const { result } = await run(source, {
      executionId: 'e1',
      environment: { OWN: 'mine' },
      platform: { GOOGLE_CLOUD_PROJECT_ID: 'p1' },
    });
    expect(result).toEqual({ execution: 'e1', project: 'p1', own: 'mine', other: 'else' });
  });

  it('can be called in a step too, by its parameters’ names', async () => {
    const { result } = await run(`
- cut:
    call: text.substring
    args: { source: abcdef, start: 1, end: 3 }
    result: part
- answer: { return: "\${part}" }
`);
    expect(result).toBe('bc');
  });

  it('writes its log', async () => {
    const { logs } = await run(`
- plain: { call: sys.log, args: { text: hello } }
- rich: { call: sys.log, args: { json: { a: 1 }, severity: WARNING } }
`);
    expect(logs).toEqual([
      { severity: 'DEFAULT', data: 'hello' },
      { severity: 'WARNING', data: { a: 1 } },
    ]);
  });
});
