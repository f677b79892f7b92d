import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The names of the functions: the folders of functions/ that have an index.ts. */
export function functionNames(root: string): string[] {
  return readdirSync(join(root, 'functions'))
    .filter((name) => existsSync(join(root, 'functions', name, 'index.ts')))
    .sort();
}
