import { raised } from './errors.ts';
import type { Expression } from './expression.ts';
import { applyOperator, negated, truthOf } from './operators.ts';
import { isList, isMap, typeName, type Value } from './value.ts';

/** What an expression needs of the execution that evaluates it. */
export interface EvaluationContext {
  readVariable(name: string): Value;
  callFunction(name: string, args: Value[]): Value;
}

/** Synchronous: no other branch runs between an assignment's reads and its write. */
export function evaluate(expression: Expression, context: EvaluationContext): Value {
  const inner = (part: Expression) => evaluate(part, context);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'list':
      return expression.elements.map(inner);
    case 'variable':
      return context.readVariable(expression.name);
    case 'element':
      return readElement(inner(expression.of), inner(expression.key));
    case 'call':
      return context.callFunction(expression.name, expression.args.map(inner));
    case 'not':
      return !truthOf(inner(expression.operand), 'not');
    case 'negative':
      return negated(inner(expression.operand));
    case 'binary': {
      const { operator } = expression;
      if (operator !== 'and' && operator !== 'or') {
        return applyOperator(operator, inner(expression.left), inner(expression.right));
      }
      const left = truthOf(inner(expression.left), operator);
      if (left === (operator === 'or')) return left;
      return truthOf(inner(expression.right), operator);
    }
  }
}

/** @throws RaisedError KeyError, IndexError or TypeError. */
function readElement(of: Value, key: Value): Value {
  if (isMap(of)) {
    if (typeof key !== 'string')
      throw raised('TypeError', `a ${typeName(key)} cannot be a map's key`);
    const value = of.get(key);
    if (value === undefined) throw raised('KeyError', `key not found: ${key}`);
    return value;
  }
  if (isList(of)) return of[checkedIndex(of, key)] ?? null;
  throw raised('TypeError', `${typeName(of)} has no elements`);
}

/** A copy of `of` in which the element at the path holds the value. */
export function withElement(of: Value, path: readonly Value[], value: Value): Value {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (isMap(of)) {
    if (typeof key !== 'string')
      throw raised('TypeError', `a ${typeName(key)} cannot be a map's key`);
    const inner = rest.length > 0 ? readElement(of, key) : null;
    return new Map(of).set(key, withElement(inner, rest, value));
  }
  if (isList(of)) {
    const index = checkedIndex(of, key);
    return of.with(index, withElement(of[index] ?? null, rest, value));
  }
  throw raised('TypeError', `${typeName(of)} has no elements to assign to`);
}

function checkedIndex(list: readonly Value[], key: Value): number {
  if (typeof key !== 'number') {
    throw raised('TypeError', `a list is indexed by an integer, not ${typeName(key)}`);
  }
  if (key < 0 || key >= list.length) {
    throw raised('IndexError', `index ${key} of a list of ${list.length}`);
  }
  return key;
}
