import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The fields of a function in terraform/functions.yaml that scripts read. */
interface DeployedFunction {
  public: boolean;
  /** The variables of the settings that it reads. */
  settings: string[];
}

export type FunctionTable = Record<string, DeployedFunction>;

export function functionTable(root: string): FunctionTable {
  return parse(readFileSync(join(root, 'terraform/functions.yaml'), 'utf8'));
}

/** The names of the functions that anybody may call. */
export function publicFunctions(root: string): string[] {
  return Object.entries(functionTable(root)).flatMap(([name, each]) => (each.public ? [name] : []));
}

/** The APIs that a deployment with these settings needs. */
export function neededApis(root: string, settings: Readonly<Record<string, string>>): string[] {
  const apis: Record<'always' | 'vertex', string[]> = parse(
    readFileSync(join(root, 'terraform/apis.yaml'), 'utf8'),
  );
  return [...apis.always, ...(settings.EMBED_PROVIDER === 'vertex' ? apis.vertex : [])];
}
