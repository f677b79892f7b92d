import { evaluate } from '../../local/workflow/expression-evaluator.ts';
import { parseExpression } from '../../local/workflow/expression-parser.ts';
import type { Value } from '../../local/workflow/value.ts';

/** The value of one expression by itself, without a workflow around it. */
export function valueOfText(text: string, variables: Record<string, Value> = {}): Value {
  return evaluate(parseExpression(text), {
    readVariable: (name) => variables[name] ?? null,
    callFunction: () => null,
  });
}
