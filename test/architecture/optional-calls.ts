import { parseAst } from 'vitest/node';
import type { SourceFile } from './read-module.ts';

interface Node {
  type: string;
  start: number;
  [field: string]: unknown;
}

/** Names of functions that are called for what they do or throw. */
const called =
  /^(add|check|close|delete|mark|remove|require|save|start|store|validate|verify|write)/;

/**
 * Calls that optional chaining may skip, such as `limit?.(…)`, and whose arguments do something:
 * where the chain ends early, the arguments are not evaluated, and nobody notices.
 * @returns a sentence for each
 */
export function findSkippedEffects({ path, text }: SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'ChainExpression') {
      for (const call of optionalCalls(node.expression as Node)) {
        if (!(call.arguments as Node[]).some(hasEffect)) continue;
        const line = text.slice(0, call.start).split('\n').length;
        found.push(`${path}:${line} may skip what the arguments of an optional call do`);
      }
    }
    children(node).forEach(visit);
  };
  visit(parseAst(text, { lang: path.endsWith('.ts') ? 'ts' : 'js' }) as unknown as Node);
  return found;
}

/** The calls of a chain that come after a `?.`. */
function optionalCalls(chain: Node): Node[] {
  const calls: Node[] = [];
  let optional: Node[] = [];
  for (let link: Node | undefined = chain; link; ) {
    if (link.type === 'CallExpression') calls.push(link);
    if (link.optional === true) optional = [...calls];
    link = (link.callee ?? link.object ?? link.expression) as Node | undefined;
  }
  return optional;
}

function hasEffect(node: Node): boolean {
  // The body of a function runs when that is called, not here.
  if (/Function/.test(node.type)) return false;
  if (/^(Await|Assignment|Update|Yield)Expression$/.test(node.type)) return true;
  if (node.type === 'UnaryExpression' && node.operator === 'delete') return true;
  if (node.type === 'CallExpression' && called.test(calledName(node.callee as Node))) return true;
  return children(node).some(hasEffect);
}

function calledName(callee: Node): string {
  const name = callee.type === 'MemberExpression' ? (callee.property as Node) : callee;
  return String(name.name ?? '');
}

function children(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter(
      (value): value is Node => typeof value === 'object' && value !== null && 'type' in value,
    );
}
