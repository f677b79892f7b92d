import { raised } from './errors.ts';
import type { Execution, Frame } from './execution.ts';
import { isList, typeName, type Value } from './value.ts';
import type { Loop } from './workflow.ts';

/** What a loop goes through, evaluated once before its first iteration. */
export function iterationsOf(execution: Execution, frame: Frame, { over }: Loop): readonly Value[] {
  if ('range' in over) return numbersIn(execution.evaluate(over.range, frame));
  const list = execution.evaluate(over.in, frame);
  if (isList(list)) return list;
  throw raised('TypeError', `a loop goes through a list, not ${typeName(list)}`);
}

/** From the first to the last integer, both included. */
function numbersIn(range: Value): Value[] {
  const [first, last, ...others] = isList(range) ? range : [];
  if (typeof first !== 'number' || typeof last !== 'number' || others.length > 0) {
    throw raised('TypeError', 'a range must be a list of two integers; doubles are not supported');
  }
  const count = Math.max(0, last - first + 1);
  return Array.from({ length: count }, (_, index) => first + index);
}
