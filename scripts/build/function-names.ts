import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The functions of this project: the folders of functions/ that have an entry. */
export function functionNames(root: string): string[] {
  return readdirSync(join(root, 'functions'))
    .filter((name) => existsSync(join(root, 'functions', name, 'index.ts')))
    .sort();
}
