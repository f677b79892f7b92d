import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from './read-module.ts';

const root = join(import.meta.dirname, '../..');

/** The project's own files in these folders. */
export function sourceFiles(folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,mts,js,mjs}`, { cwd: root }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|dist|fixtures)\//.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The `exports` of shared's package.json. */
export function sharedExports(): Record<string, string> {
  return JSON.parse(readFileSync(join(root, 'shared/package.json'), 'utf8')).exports;
}
