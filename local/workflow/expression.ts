import type { Value } from './value.ts';

export type BinaryOperator =
  | 'or'
  | 'and'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | '+'
  | '-'
  | '*'
  | '/'
  | '//'
  | '%';

/** The text between `${` and `}`, parsed. */
export type Expression =
  | { kind: 'literal'; value: Value }
  | { kind: 'list'; elements: Expression[] }
  | { kind: 'variable'; name: string }
  | { kind: 'element'; of: Expression; key: Expression }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'not'; operand: Expression }
  | { kind: 'negative'; operand: Expression }
  | { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression };

/** A function as `predicate: ${http.default_retry_predicate}` names it. */
export function dottedName(expression: Expression): string | null {
  if (expression.kind === 'variable') return expression.name;
  if (expression.kind !== 'element' || expression.key.kind !== 'literal') return null;
  const of = dottedName(expression.of);
  const { value } = expression.key;
  return of !== null && typeof value === 'string' ? `${of}.${value}` : null;
}

/** Calls `visit` with the expression and every one inside it. */
export function walkExpression(
  expression: Expression,
  visit: (expression: Expression) => void,
): void {
  visit(expression);
  for (const inner of innerExpressions(expression)) walkExpression(inner, visit);
}

function innerExpressions(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
      return [];
    case 'list':
      return expression.elements;
    case 'element':
      return [expression.of, expression.key];
    case 'call':
      return expression.args;
    case 'not':
    case 'negative':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
  }
}
