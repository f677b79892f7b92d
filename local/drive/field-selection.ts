import { invalidParameter } from './drive-problem.ts';
import type { FieldSchema, ObjectSchema } from './field-schema.ts';

/** What `fields` asks for: everything, or these fields of an object. */
export type Selection = 'all' | ReadonlyMap<string, Selection>;
type Branch = Map<string, 'all' | Branch>;

/**
 * Reads a `fields` parameter: `a,b/c,d(e,f),*`.
 * @throws DriveProblem for what the answer has no field for
 */
export function readSelection(text: string, schema: ObjectSchema): Selection {
  const tokens = text.match(/[^\s,()/]+|[,()/]/g) ?? [];
  const root: Branch = new Map();
  let position = 0;
  readList(root, schema);
  if (position < tokens.length) throw invalidSelection(text);
  return simplify(root);

  function readList(into: Branch, fields: FieldSchema): void {
    while (position < tokens.length && tokens[position] !== ')') {
      readPath(into, fields);
      if (tokens[position] !== ',') return;
      position += 1;
    }
  }

  function readPath(into: Branch, fields: FieldSchema): void {
    const name = tokens[position] ?? '';
    if (/^[,()/]?$/.test(name)) throw invalidSelection(text);
    position += 1;
    const inner = innerSchema(name, fields);
    const mark = tokens[position];
    if (mark !== '/' && mark !== '(') {
      into.set(name, 'all');
      return;
    }
    if (inner === 'value') throw invalidSelection(tokens[position + 1] ?? name);
    position += 1;
    const branch = into.get(name) ?? new Map();
    // Whatever is asked for beside the whole is in it already, but must exist all the same.
    const target: Branch = branch === 'all' ? new Map() : branch;
    if (mark === '/') {
      readPath(target, inner);
    } else {
      readList(target, inner);
      if (tokens[position] !== ')') throw invalidSelection(text);
      position += 1;
    }
    if (branch !== 'all') into.set(name, target);
  }
}

function innerSchema(name: string, fields: FieldSchema): FieldSchema {
  if (fields === 'value') throw invalidSelection(name);
  if (fields === 'map' || name === '*') return 'map';
  const inner = fields.get(name);
  if (inner === undefined) throw invalidSelection(name);
  return inner();
}

function simplify(branch: Branch): Selection {
  if (branch.get('*') === 'all') return 'all';
  return new Map(
    [...branch].map(([name, inner]) => [name, inner === 'all' ? inner : simplify(inner)]),
  );
}

function invalidSelection(name: string) {
  return invalidParameter('fields', `Invalid field selection ${name}`);
}

/** Whether a field, or one inside it, is asked for. */
export function selects(selection: Selection, ...path: string[]): boolean {
  return innerSelection(selection, ...path) !== null;
}

/** What is asked for below a field; null when the field itself is not. */
export function innerSelection(selection: Selection, ...path: string[]): Selection | null {
  let current: Selection = selection;
  for (const name of path) {
    if (current === 'all') return 'all';
    const inner: Selection | undefined = current.get(name) ?? current.get('*');
    if (inner === undefined) return null;
    current = inner;
  }
  return current;
}

/** Leaves out of an answer what was not asked for. */
export function applySelection(value: unknown, selection: Selection): unknown {
  if (selection === 'all') return value;
  if (Array.isArray(value)) return value.map((element) => applySelection(element, selection));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const asked = innerSelection(selection, name);
      return asked === null ? [] : [[name, applySelection(inner, asked)]];
    }),
  );
}
