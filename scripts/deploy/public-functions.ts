import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The functions that anybody may call, of the table Terraform reads. */
export function publicFunctions(root: string): string[] {
  const table: Record<string, { public: boolean }> = parse(
    readFileSync(join(root, 'terraform/functions.yaml'), 'utf8'),
  );
  return Object.keys(table).filter((name) => table[name]?.public);
}
