import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../local/workflow/expression-parser.ts';
import { toJson } from '../../local/workflow/to-json.ts';
import { evaluated } from './run-source.ts';
import { valueOfText } from './value-of-text.ts';

describe('an expression', () => {
  it.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 / 2', 3.5],
    ['7 // 2', 3],
    ['-7 // 2', -4],
    ['7 % 3', 1],
    ['2 - -2', 4],
    ['1.5e1 + 0.5', 15.5],
    ['"a" + "b"', 'ab'],
    ["'a' + \"'b'\"", "a'b'"],
    ['"n=" + 1 + true', 'n=1true'],
    ['"\\"quoted\\"\\n"', '"quoted"\n'],
    ['1 < 2 and 2 <= 2', true],
    ['"a" < "b"', true],
    ['not (1 == 1)', false],
    ['NOT false AND TRUE', true],
    ['false or 1 in [1, 2]', true],
    ['null == null', true],
    ['null == 0', false],
    ['1 == 1.0', true],
    ['[1, [2]] == [1, [2]]', true],
    ['"1" == 1', false],
    ['1 != 2', true],
    ['[10, 20, 30][1 + 1]', 30],
    ['[]', []],
  ])('%s is %j', (text, expected) => {
    expect(toJson(valueOfText(text))).toEqual(expected);
  });

  it('reads maps and lists by key, by expression and by index', async () => {
    const variables = { map: { a: { 'b c': [5, 6] } }, key: 'a' };
    expect(await evaluated('map.a["b c"][0]', variables)).toBe(5);
    expect(await evaluated('map[key]["b" + " " + "c"][1]', variables)).toBe(6);
    expect(await evaluated('"a" in map', variables)).toBe(true);
    expect(await evaluated('"b" in map', variables)).toBe(false);
  });

  it('binds not tighter than a comparison, as Workflows documents it', async () => {
    expect(await evaluated('not false == true')).toBe(true);
    await expect(evaluated('not 1 == 2')).rejects.toMatchObject({ tags: ['TypeError'] });
  });

  it('leaves the right side alone where the left one decides', async () => {
    expect(await evaluated('false and missing.key', { missing: null })).toBe(false);
    expect(await evaluated('true or missing.key', { missing: null })).toBe(true);
  });

  it.each([
    ['1 / 0', 'ZeroDivisionError'],
    ['1 % 0', 'ZeroDivisionError'],
    ['true + 1', 'TypeError'],
    ['null + "a"', 'TypeError'],
    ['"a" < 1', 'TypeError'],
    ['1 and true', 'TypeError'],
    ['"a" in "abc"', 'TypeError'],
    ['value.missing', 'KeyError'],
    ['value[0]', 'TypeError'],
    ['list[3]', 'IndexError'],
    ['list[-1]', 'IndexError'],
    ['list["0"]', 'TypeError'],
    ['list[4 / 4]', 'TypeError'],
    ['9007199254740991 + 1', 'ValueError'],
  ])('%s raises %s', async (text, tag) => {
    const variables = { value: { present: 1 }, list: [1, 2, 3] };
    await expect(evaluated(text, variables)).rejects.toMatchObject({ tags: [tag] });
  });

  it.each([
    ['', 'expected a value, not the end'],
    ['1 +', 'expected a value, not the end'],
    ['(1', 'expected ")", not the end'],
    ['a b', 'unexpected "b"'],
    ['a.', 'expected a name after "."'],
    ['a[1', 'expected "]"'],
    ['f(1,)', 'expected a value, not ")"'],
    ['not', 'expected a value'],
    ['a not in b', 'unexpected "not"'],
    ['1 && 2', 'unexpected "&& 2"'],
    ['a ? b : c', 'unexpected "? b : c"'],
    ['{"a": 1}', 'unexpected'],
    ['"open', 'unexpected'],
    ['"\\x"', 'unknown escape \\x'],
    ['99999999999999999999', 'is too large'],
  ])('that reads %j is refused', (text, message) => {
    expect(() => parseExpression(text)).toThrow(SyntaxError);
    expect(() => parseExpression(text)).toThrow(message);
  });
});
