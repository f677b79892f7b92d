import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What terraform/functions.yaml says of a function, as far as scripts ask. */
interface DeployedFunction {
  public: boolean;
  /** The settings it is given, by their variables. */
  settings: string[];
}

export type FunctionTable = Record<string, DeployedFunction>;

export function functionTable(root: string): FunctionTable {
  return parse(readFileSync(join(root, 'terraform/functions.yaml'), 'utf8'));
}

/** The functions that anybody may call. */
export function publicFunctions(root: string): string[] {
  return Object.entries(functionTable(root)).flatMap(([name, each]) => (each.public ? [name] : []));
}
