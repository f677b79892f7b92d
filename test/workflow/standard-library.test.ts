import fc from 'fast-check';
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
    ['keys(map)', ['a', 'deep']],
    ['int("42") + int(2.9) + int(-2.9)', 42],
    ['double("1.25")', 1.25],
    ['string(1) + string(1.5) + string(true)', '11.5true'],
    ['math.abs(-3)', 3],
    ['math.max(2, 3.5)', 3.5],
    ['math.min(2, 3)', 2],
    ['list.concat(list, "x")', [1, 2, 'x']],
    ['list.prepend(list, list)', [[1, 2], 1, 2]],
    ['map.get(map, "a")', 1],
    ['map.get(map, "missing")', null],
    ['map.get(map, ["deep", "b"])', [2]],
    ['map.get(map, ["a", "b", "c"])', null],
    ['map.get(nothing, "a")', null],
    ['map.delete(map, "deep")', { a: 1 }],
    ['map.merge(map, map.get(map, "deep"))', { a: 1, deep: { b: [2] }, b: [2] }],
    ['map.merge_nested(map, map)', { a: 1, deep: { b: [2] } }],
    ['text.to_upper(text)', 'HÉLLO WÖRLD'],
    ['text.to_lower("ÀB")', 'àb'],
    ['text.split("a,b,,c", ",")', ['a', 'b', '', 'c']],
    ['text.replace_all("a.b.c", ".", "$&")', 'a$&b$&c'],
    ['text.match_regex(text, "w.rld$")', true],
    ['text.match_regex(text, "^w")', false],
    ['text.find_all("😀a😀", "😀")', [0, 2]],
    ['text.substring(text, 1, 4)', 'éll'],
    ['text.url_encode("a b/ö")', 'a%20b%2F%C3%B6'],
    ['text.url_encode_plus("a b")', 'a+b'],
    ['text.url_decode("a%20b")', 'a b'],
    ['text.decode(text.encode(text))', 'héllo wörld'],
    ['json.encode_to_string(map)', '{"a":1,"deep":{"b":[2]}}'],
    ['json.decode("[1, 2.5, null]")', [1, 2.5, null]],
    ['json.decode(json.encode(list))', [1, 2]],
    ['base64.encode(text.encode("hi"))', 'aGk='],
    ['text.decode(base64.decode("aGk="))', 'hi'],
    ['time.format(1.5)', '1970-01-01T00:00:01.500Z'],
    ['time.parse("1970-01-01T00:01:00Z")', 60],
    ['len(uuid.generate())', 36],
    ['sys.get_env("NOT_SET", "usual")', 'usual'],
  ])('%s is %j', async (text, expected) => {
    expect(await evaluated(text, variables)).toEqual(expected);
  });

  it.each([
    ['len(5)', 'TypeError'],
    ['keys(list)', 'TypeError'],
    ['int("4.2")', 'ValueError'],
    ['double("x")', 'ValueError'],
    ['string(nothing)', 'TypeError'],
    ['list.concat(map, 1)', 'TypeError'],
    ['map.get(map, 5)', 'TypeError'],
    ['map.delete(map, "missing")', 'KeyError'],
    ['text.substring("abc", 0, 4)', 'IndexError'],
    ['text.substring("abc", 2, 1)', 'IndexError'],
    ['text.match_regex("a", "(")', 'ValueError'],
    ['text.match_regex("a", "(?=a)")', 'ValueError'],
    ['text.url_decode("%E0%A4%A")', 'ValueError'],
    ['text.encode("a", "latin1")', 'ValueError'],
    ['json.decode("{")', 'ValueError'],
    ['json.encode(text.encode("a"))', 'TypeError'],
    ['base64.decode("?")', 'ValueError'],
    ['time.parse("yesterday")', 'ValueError'],
    ['sys.get_env("NOT_SET")', 'KeyError'],
    ['if("true", 1, 2)', 'TypeError'],
    ['math.max("1", 2)', 'TypeError'],
  ])('%s raises %s', async (text, tag) => {
    await expect(evaluated(text, variables)).rejects.toMatchObject({ tags: [tag] });
  });

  it('knows the platform and the time', async () => {
    const source = `
- answer:
    return:
      execution: \${sys.get_env("GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID")}
      project: \${sys.get_env("GOOGLE_CLOUD_PROJECT_ID")}
      own: \${sys.get_env("OWN")}
      now: \${sys.now()}
`;
    const { result } = await run(source, {
      executionId: 'e1',
      environment: { OWN: 'mine' },
      platform: { GOOGLE_CLOUD_PROJECT_ID: 'p1' },
      now: () => 61_500,
    });
    expect(result).toEqual({ execution: 'e1', project: 'p1', own: 'mine', now: 61.5 });
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

  it('writes its log to whoever listens', async () => {
    const { logs } = await run(`
- plain: { call: sys.log, args: { text: hello } }
- rich: { call: sys.log, args: { json: { a: 1 }, severity: WARNING } }
- data: { call: sys.log, args: { data: [1] } }
`);
    expect(logs).toEqual([
      { severity: 'DEFAULT', data: 'hello' },
      { severity: 'WARNING', data: { a: 1 } },
      { severity: 'DEFAULT', data: [1] },
    ]);
  });

  it('gives any JSON back as it was encoded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const text = 'json.decode(json.encode_to_string(value)) == value';
        expect(await evaluated(text, { value })).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
