import type { BinaryOperator, Expression } from './expression.ts';
import { readTokens, type Token } from './expression-tokens.ts';
import { Double, type Value } from './value.ts';

/**
 * The binary operators from loosest to tightest, as Workflows documents their order. `not` and the
 * minus sign bind tighter than all of them: `not a == b` is `(not a) == b`.
 */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>=', 'in'],
  ['+', '-'],
  ['*', '/', '//', '%'],
];

const literals = new Map<string, Value>([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
  ['null', null],
]);

/** Logical operators are written all lower or all upper case. */
const operatorWords = new Map([
  ['and', 'and'],
  ['AND', 'and'],
  ['or', 'or'],
  ['OR', 'or'],
  ['not', 'not'],
  ['NOT', 'not'],
  ['in', 'in'],
]);

/** @throws SyntaxError that says what is wrong. */
export function parseExpression(text: string): Expression {
  const parser = new Parser(readTokens(text));
  const expression = parser.readBinary(0);
  parser.expectEnd();
  return expression;
}

class Parser {
  readonly #tokens: Token[];
  #position = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  expectEnd(): void {
    if (this.#peek().kind !== 'end') throw new SyntaxError(`unexpected ${this.#describeToken()}`);
  }

  readBinary(level: number): Expression {
    const operators = levels[level];
    if (!operators) return this.#readUnary();
    let left = this.readBinary(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => candidate === this.#operator());
      if (operator === undefined) return left;
      this.#position += 1;
      left = { kind: 'binary', operator, left, right: this.readBinary(level + 1) };
    }
  }

  #readUnary(): Expression {
    if (this.#operator() === '-') {
      this.#position += 1;
      return { kind: 'negative', operand: this.#readUnary() };
    }
    if (this.#operator() === 'not') {
      this.#position += 1;
      return { kind: 'not', operand: this.#readUnary() };
    }
    return this.#readElements(this.#readPrimary());
  }

  #readElements(start: Expression): Expression {
    let expression = start;
    for (;;) {
      if (this.#takes('.')) {
        const name = this.#next();
        if (name.kind !== 'word') throw new SyntaxError('expected a name after "."');
        const key: Expression = { kind: 'literal', value: name.value };
        expression = { kind: 'element', of: expression, key };
      } else if (this.#takes('[')) {
        expression = { kind: 'element', of: expression, key: this.readBinary(0) };
        this.#expect(']');
      } else {
        return expression;
      }
    }
  }

  #readPrimary(): Expression {
    const token = this.#next();
    if (token.kind === 'number' || token.kind === 'text') {
      return { kind: 'literal', value: token.value };
    }
    if (token.kind === 'word') return this.#readWord(token.value);
    if (token.kind === 'symbol' && token.value === '(') {
      const expression = this.readBinary(0);
      this.#expect(')');
      return expression;
    }
    if (token.kind === 'symbol' && token.value === '[') {
      return { kind: 'list', elements: this.#readUntil(']') };
    }
    this.#position -= 1;
    throw new SyntaxError(`expected a value, not ${this.#describeToken()}`);
  }

  /** A literal, a variable, or a function's dotted name with its arguments. */
  #readWord(word: string): Expression {
    const literal = literals.get(word);
    if (literal !== undefined) return { kind: 'literal', value: literal };
    if (operatorWords.has(word)) throw new SyntaxError(`expected a value, not "${word}"`);
    const name = this.#readFunctionName(word);
    return name === null
      ? { kind: 'variable', name: word }
      : { kind: 'call', name, args: this.#readUntil(')') };
  }

  /** Takes `a.b(`, or nothing. */
  #readFunctionName(start: string): string | null {
    let name = start;
    let ahead = this.#position;
    const isSymbol = (symbol: string) =>
      this.#tokens[ahead]?.kind === 'symbol' && this.#tokens[ahead]?.value === symbol;
    while (isSymbol('.') && this.#tokens[ahead + 1]?.kind === 'word') {
      name += `.${this.#tokens[ahead + 1]?.value}`;
      ahead += 2;
    }
    if (!isSymbol('(')) return null;
    this.#position = ahead + 1;
    return name;
  }

  #readUntil(close: string): Expression[] {
    const expressions: Expression[] = [];
    if (this.#takes(close)) return expressions;
    do {
      expressions.push(this.readBinary(0));
    } while (this.#takes(','));
    this.#expect(close);
    return expressions;
  }

  #operator(): string | undefined {
    const token = this.#peek();
    if (token.kind === 'symbol') return token.value;
    return token.kind === 'word' ? operatorWords.get(token.value) : undefined;
  }

  #takes(symbol: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'symbol' || token.value !== symbol) return false;
    this.#position += 1;
    return true;
  }

  #expect(symbol: string): void {
    if (!this.#takes(symbol))
      throw new SyntaxError(`expected "${symbol}", not ${this.#describeToken()}`);
  }

  #next(): Token {
    const token = this.#peek();
    this.#position += 1;
    return token;
  }

  #peek(): Token {
    return this.#tokens[this.#position] ?? { kind: 'end', value: '' };
  }

  #describeToken(): string {
    const token = this.#peek();
    if (token.kind === 'end') return 'the end';
    return token.value instanceof Double ? String(token.value.value) : `"${token.value}"`;
  }
}
