import { InvalidWorkflow } from './errors.ts';
import { type Yaml, YamlMap } from './read-yaml.ts';
import type { Where } from './workflow.ts';

export function describePlace({ path, line }: Where): string {
  return `${path} (line ${line})`;
}

export function refuse(where: Where, problem: string): never {
  throw new InvalidWorkflow(describePlace(where), problem);
}

/** A place further in. */
export function inside(where: Where, name: string, yaml: Yaml = null): Where {
  return {
    path: where.path === '' ? name : `${where.path} › ${name}`,
    line: yaml instanceof YamlMap ? yaml.line : where.line,
  };
}

/** Reads a mapping key by key, and in the end refuses the keys that were not read. */
export class Fields {
  readonly where: Where;
  readonly #unread: Map<string, Yaml>;

  constructor(yaml: Yaml, where: Where, what: string) {
    if (!(yaml instanceof YamlMap)) refuse(where, `${what} must be a mapping`);
    this.where = where;
    this.#unread = new Map(yaml.entries);
  }

  has(key: string): boolean {
    return this.#unread.has(key);
  }

  keys(): string[] {
    return [...this.#unread.keys()];
  }

  require(key: string): Yaml {
    if (!this.has(key)) refuse(this.where, `"${key}" is missing`);
    const value = this.#unread.get(key);
    this.#unread.delete(key);
    return value ?? null;
  }

  /** Refuses the keys that were not read. */
  finish(): void {
    for (const key of this.#unread.keys())
      refuse(this.where, `the key "${key}" is unknown or not supported`);
  }
}

export function asList(yaml: Yaml, where: Where, what: string): Yaml[] {
  return Array.isArray(yaml) ? yaml : refuse(where, `${what} must be a list`);
}

export function asText(yaml: Yaml, where: Where, what: string): string {
  return typeof yaml === 'string' ? yaml : refuse(where, `${what} must be a string`);
}

/** A variable's or a step's name. */
export function asName(yaml: Yaml, where: Where, what: string): string {
  const name = asText(yaml, where, what);
  return /^[A-Za-z_]\w*$/.test(name) ? name : refuse(where, `${what} "${name}" is not a name`);
}

/** The only entry of a mapping such as `- name: ...`. */
export function asSingleEntry(yaml: Yaml, where: Where, what: string): [string, Yaml] {
  const [entry, ...others] = yaml instanceof YamlMap ? yaml.entries : [];
  if (!entry || others.length > 0) return refuse(where, `${what} must be a mapping with one key`);
  return entry;
}
