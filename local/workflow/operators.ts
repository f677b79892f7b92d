import { raised } from './errors.ts';
import type { BinaryOperator } from './expression.ts';
import { Double, isList, isMap, typeName, type Value } from './value.ts';

/** The operators that need both operands: all but `and` and `or`. */
export function applyOperator(operator: BinaryOperator, left: Value, right: Value): Value {
  switch (operator) {
    case '==':
      return areEqual(left, right);
    case '!=':
      return !areEqual(left, right);
    case '<':
      return compare(operator, left, right) < 0;
    case '<=':
      return compare(operator, left, right) <= 0;
    case '>':
      return compare(operator, left, right) > 0;
    case '>=':
      return compare(operator, left, right) >= 0;
    case 'in':
      return isIn(left, right);
    case '+':
      return isText(left) || isText(right) ? joined(left, right) : calculate('+', left, right);
    default:
      return calculate(operator, left, right);
  }
}

/** Compares by value, maps and lists too. An integer equals a double of the same value. */
export function areEqual(left: Value, right: Value): boolean {
  const numbers = [numberOf(left), numberOf(right)] as const;
  if (numbers[0] !== null && numbers[1] !== null) return numbers[0] === numbers[1];
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    return Buffer.compare(left, right) === 0;
  }
  if (isList(left) && isList(right)) {
    return (
      left.length === right.length &&
      left.every((element, index) => areEqual(element, right[index] ?? null))
    );
  }
  if (isMap(left) && isMap(right)) {
    return (
      left.size === right.size &&
      [...left].every(([key, value]) => right.has(key) && areEqual(value, right.get(key) ?? null))
    );
  }
  return left === right;
}

export function negated(value: Value): Value {
  return calculate('-', 0, value);
}

/** @throws RaisedError TypeError for anything but true and false; nothing else counts as either. */
export function truthOf(value: Value, what: string): boolean {
  if (typeof value === 'boolean') return value;
  throw raised('TypeError', `${what} needs a boolean, not ${typeName(value)}`);
}

function isText(value: Value): value is string {
  return typeof value === 'string';
}

/** The value of an integer or a double; null for anything else. */
export function numberOf(value: Value): number | null {
  if (value instanceof Double) return value.value;
  return typeof value === 'number' ? value : null;
}

export function textOf(value: Value): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  const number = numberOf(value);
  return number === null ? null : String(number);
}

function joined(left: Value, right: Value): string {
  const [start, end] = [textOf(left), textOf(right)];
  if (start === null || end === null) throw unsupported('+', left, right);
  return start + end;
}

function compare(operator: string, left: Value, right: Value): number {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== null && b !== null) return a - b;
  if (isText(left) && isText(right)) return left < right ? -1 : Number(left > right);
  throw unsupported(operator, left, right);
}

function isIn(key: Value, container: Value): boolean {
  if (isList(container)) return container.some((element) => areEqual(element, key));
  if (isMap(container)) return typeof key === 'string' && container.has(key);
  throw unsupported('in', key, container);
}

/** Division with `/` is always a double; `//` and `%` round down, so that a == a // b * b + a % b. */
function calculate(operator: string, left: Value, right: Value): Value {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === null || b === null) throw unsupported(operator, left, right);
  const isDouble = left instanceof Double || right instanceof Double || operator === '/';
  const result = calculated(operator, a, b);
  return isDouble ? new Double(result) : checkedInteger(result);
}

function calculated(operator: string, a: number, b: number): number {
  if (b === 0 && (operator === '/' || operator === '//' || operator === '%')) {
    throw raised('ZeroDivisionError', `${a} ${operator} 0`);
  }
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return a - b * Math.floor(a / b);
    default:
      throw new Error(`no calculation for ${operator}`);
  }
}

/** Workflows counts to 2^63, this interpreter to 2^53. @throws RaisedError ValueError beyond. */
function checkedInteger(value: number): number {
  if (!Number.isSafeInteger(value)) throw raised('ValueError', `the integer ${value} is too large`);
  return value + 0;
}

function unsupported(operator: string, left: Value, right: Value): Error {
  return raised('TypeError', `${typeName(left)} ${operator} ${typeName(right)} is not possible`);
}
