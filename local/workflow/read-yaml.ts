import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { InvalidWorkflow } from './errors.ts';
import { Double, type Value } from './value.ts';

/** YAML as a definition uses it, its mappings with their lines. */
export type Yaml = null | boolean | number | Double | string | Yaml[] | YamlMap;

export class YamlMap {
  readonly line: number;
  readonly entries: ReadonlyMap<string, Yaml>;

  constructor(line: number, entries: ReadonlyMap<string, Yaml>) {
    this.line = line;
    this.entries = entries;
  }
}

/** Words that YAML 1.1 reads as booleans and YAML 1.2 as text. */
const ambiguous = /^(?:yes|no|on|off)$/i;

/** @throws InvalidWorkflow for bad YAML, and for what YAML 1.1 and 1.2 read differently. */
export function readYaml(source: string): Yaml {
  const lines = new LineCounter();
  const document = parseDocument(source, { intAsBigInt: true, lineCounter: lines });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw new InvalidWorkflow('the YAML', problem.message);
  const lineOf = (node: Node) => (node.range ? lines.linePos(node.range[0]).line : 0);

  const convert = (node: unknown): Yaml => {
    if (node === null || node === undefined) return null;
    if (isAlias(node))
      throw new InvalidWorkflow(`line ${lineOf(node)}`, 'aliases are not supported');
    if (isSeq(node)) return node.items.map(convert);
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }) => {
        const name = isScalar(key) ? key.value : null;
        if (typeof name === 'string') return [name, convert(value)] as const;
        throw new InvalidWorkflow(`line ${lineOf(node)}`, 'a key must be a string');
      });
      return new YamlMap(lineOf(node), new Map(entries));
    }
    if (isScalar(node)) {
      return scalar(node.value, node.type === 'PLAIN', `line ${lineOf(node)}`);
    }
    throw new Error('an unknown kind of YAML node');
  };
  return convert(document.contents);
}

function scalar(value: unknown, isPlain: boolean, where: string): Yaml & Value {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return new Double(value);
  if (typeof value === 'string') {
    if (isPlain && ambiguous.test(value)) {
      throw new InvalidWorkflow(where, `write "${value}" in quotes, or true or false`);
    }
    return value;
  }
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
  }
  throw new InvalidWorkflow(
    where,
    `${String(value)} is not a value that this interpreter supports`,
  );
}
