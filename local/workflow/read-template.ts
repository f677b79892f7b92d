import type { Expression } from './expression.ts';
import { parseExpression } from './expression-parser.ts';
import { refuse } from './fields.ts';
import { limits } from './limits.ts';
import { type Yaml, YamlMap } from './read-yaml.ts';
import { Double } from './value.ts';
import type { Target, Template, Where } from './workflow.ts';

/** A value that may hold expressions at any depth, in a map's keys too. */
export function readTemplate(yaml: Yaml, where: Where): Template {
  if (typeof yaml === 'string') return readText(yaml, where);
  if (Array.isArray(yaml)) {
    return { kind: 'list', elements: yaml.map((element) => readTemplate(element, where)) };
  }
  if (yaml instanceof YamlMap) {
    const entries = [...yaml.entries].map(([key, value]) => ({
      key: readText(key, where),
      value: readTemplate(value, where),
    }));
    return { kind: 'map', entries };
  }
  return { kind: 'constant', value: yaml };
}

/** A value that must be an expression as a whole. */
export function readExpression(yaml: Yaml, where: Where, what: string): Expression {
  const template = readTemplate(yaml, where);
  if (template.kind === 'expression') return template.expression;
  return refuse(where, `${what} must be an expression`);
}

export function readNumber(yaml: Yaml, where: Where, what: string): Template {
  const template = readTemplate(yaml, where);
  const { kind } = template;
  if (kind === 'expression') return template;
  if (kind === 'constant') {
    if (typeof template.value === 'number' || template.value instanceof Double) return template;
  }
  return refuse(where, `${what} must be a number or an expression`);
}

export function readTarget(text: string, where: Where): Target {
  const path: Expression[] = [];
  let expression = parse(text, where);
  while (expression.kind === 'element') {
    path.unshift(expression.key);
    expression = expression.of;
  }
  if (expression.kind === 'variable') return { name: expression.name, path };
  return refuse(where, `"${text}" cannot be assigned to`);
}

function readText(text: string, where: Where): Template {
  if (!text.includes(`\${`)) return { kind: 'constant', value: text };
  const trimmed = text.trim();
  if (!trimmed.startsWith(`\${`) || !trimmed.endsWith('}')) {
    refuse(where, `an expression must be the whole value, join with "+": ${text}`);
  }
  if (trimmed.length > limits.expressionCharacters) {
    refuse(
      where,
      `an expression of ${trimmed.length} characters, ${limits.expressionCharacters} are the most: ${text.slice(0, 60)}…`,
    );
  }
  return { kind: 'expression', expression: parse(trimmed.slice(2, -1), where) };
}

function parse(text: string, where: Where): Expression {
  try {
    return parseExpression(text);
  } catch (error) {
    if (error instanceof SyntaxError) refuse(where, `${error.message} in the expression ${text}`);
    throw error;
  }
}
