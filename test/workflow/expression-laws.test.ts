import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../local/workflow/expression.ts';
import { parseExpression } from '../../local/workflow/expression-parser.ts';
import { areEqual } from '../../local/workflow/operators.ts';
import { toJson } from '../../local/workflow/to-json.ts';
import { Double, fromJson, sizeInBytes, type Value } from '../../local/workflow/value.ts';
import { valueOfText } from './value-of-text.ts';

const operators = [
  'or',
  'and',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
];

const anyExpression = fc.letrec<{ tree: Expression }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(
      fc.nat().map((value): Expression => ({ kind: 'literal', value })),
      fc.string().map((value): Expression => ({ kind: 'literal', value })),
      fc
        .constantFrom<Value>(true, false, null)
        .map((value): Expression => ({ kind: 'literal', value })),
      fc.constantFrom('a', 'b_1', '_c').map((name): Expression => ({ kind: 'variable', name })),
    ),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom(...operators),
      left: tie('tree'),
      right: tie('tree'),
    }) as fc.Arbitrary<Expression>,
    tie('tree').map((operand): Expression => ({ kind: 'not', operand })),
    tie('tree').map((operand): Expression => ({ kind: 'negative', operand })),
    fc
      .array(tie('tree'), { maxLength: 3 })
      .map((elements): Expression => ({ kind: 'list', elements })),
    fc
      .tuple(tie('tree'), tie('tree'))
      .map(([of, key]): Expression => ({ kind: 'element', of, key })),
    fc
      .array(tie('tree'), { maxLength: 3 })
      .map((args): Expression => ({ kind: 'call', name: 'text.f', args })),
  ),
})).tree;

function printed(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string'
        ? quoted(expression.value)
        : String(expression.value);
    case 'variable':
      return expression.name;
    case 'list':
      return `[${expression.elements.map(printed).join(',')}]`;
    case 'element':
      return `(${printed(expression.of)})[${printed(expression.key)}]`;
    case 'call':
      return `${expression.name}(${expression.args.map(printed).join(', ')})`;
    case 'not':
      return `not (${printed(expression.operand)})`;
    case 'negative':
      return `-(${printed(expression.operand)})`;
    case 'binary':
      return `(${printed(expression.left)}) ${expression.operator} (${printed(expression.right)})`;
  }
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

const anyJson = fc.jsonValue({ noUnicodeString: false });

describe('by law', () => {
  it('every expression that is written out is read as the same one', () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        expect(parseExpression(printed(expression))).toEqual(expression);
      }),
    );
  });

  it('multiplication comes before addition and subtraction, and both go from left to right', () => {
    const terms = fc.array(fc.tuple(fc.constantFrom('+', '-', '*'), fc.nat(50)), { maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(50), terms, (first, rest) => {
        const text = [first, ...rest.flat()].join(' ');
        const products: number[] = [first];
        for (const [operator, number] of rest) {
          if (operator === '*') products.push((products.pop() ?? 0) * number);
          else products.push(operator === '-' ? -number : number);
        }
        expect(valueOfText(text)).toBe(products.reduce((sum, one) => sum + one, 0) + 0);
      }),
    );
  });

  it('a number is its floor division times the divisor plus the remainder', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer().filter((b) => b !== 0),
        (a, b) => {
          expect(valueOfText('(a // b) * b + a % b == a', { a, b })).toBe(true);
          expect(valueOfText('b > 0 and a % b >= 0 or b < 0 and a % b <= 0', { a, b })).toBe(true);
        },
      ),
    );
  });

  it('division is always a double, the other operators keep integers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), (a, b) => {
        expect(valueOfText('a / b', { a, b })).toBeInstanceOf(Double);
        expect(valueOfText('a - b', { a, b })).toBe(a - b);
      }),
    );
  });

  it('comparison orders numbers and strings, and exactly one of <, ==, > holds', () => {
    const pair = fc.oneof(fc.tuple(fc.integer(), fc.integer()), fc.tuple(fc.string(), fc.string()));
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const held = ['a < b', 'a == b', 'a > b'].filter((text) => valueOfText(text, { a, b }));
        expect(held).toHaveLength(1);
        expect(valueOfText('a <= b', { a, b })).toBe(held[0] !== 'a > b');
      }),
    );
  });

  it('JSON comes out as it went in, and equals itself', () => {
    fc.assert(
      fc.property(anyJson, (json) => {
        const value = fromJson(json);
        expect(JSON.stringify(toJson(value))).toBe(JSON.stringify(json));
        expect(areEqual(value, fromJson(json))).toBe(true);
      }),
    );
  });

  it('a list takes eight bytes and what its elements take', () => {
    fc.assert(
      fc.property(fc.array(anyJson), (elements) => {
        const sizes = elements.map((element) => sizeInBytes(fromJson(element)));
        expect(sizeInBytes(fromJson(elements))).toBe(sizes.reduce((sum, size) => sum + size, 8));
      }),
    );
  });

  it('a text takes eight bytes and its own, as the documented 28 bytes take 36', () => {
    expect(sizeInBytes('This is a string of 28 bytes')).toBe(36);
    expect(sizeInBytes(fromJson({ key: 1 }))).toBe(8 + (8 + 3) + 8);
  });
});
