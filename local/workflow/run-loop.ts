import { raised } from './errors.ts';
import type { Execution, Frame } from './execution.ts';
import { integer, numberOf } from './operators.ts';
import { Double, isList, typeName, type Value } from './value.ts';
import type { Loop } from './workflow.ts';

/** What a loop goes through, evaluated once before its first iteration. */
export function iterationsOf(execution: Execution, frame: Frame, { over }: Loop): readonly Value[] {
  if ('range' in over) return numbersIn(execution.evaluate(over.range, frame));
  const list = execution.evaluate(over.in, frame);
  if (isList(list)) return list;
  throw raised('TypeError', `a loop goes through a list, not ${typeName(list)}`);
}

/** From the first to the last number, both included. */
function numbersIn(range: Value): Value[] {
  const [first, last, ...others] = isList(range) ? range : [];
  const [start, end] = [numberOf(first ?? null), numberOf(last ?? null)];
  if (start === null || end === null || others.length > 0) {
    throw raised('TypeError', 'a range is a list of two numbers');
  }
  const isDouble = first instanceof Double || last instanceof Double;
  const count = Math.max(0, Math.floor(end - start) + 1);
  return Array.from({ length: count }, (_, index) =>
    isDouble ? new Double(start + index) : integer(start + index),
  );
}
