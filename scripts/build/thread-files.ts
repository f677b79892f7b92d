import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The files that a bundle starts as worker threads. A module names such a file './NAME-worker.cjs',
 * relative to the bundle's folder; its source is NAME-worker.ts next to the module.
 * @param inputs the bundle's modules, relative to the root
 * @returns each source by the name of its file
 */
export async function threadFiles(
  root: string,
  inputs: readonly string[],
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const input of inputs.filter((path) => path.startsWith('shared/src/'))) {
    const text = await readFile(join(root, input), 'utf8');
    for (const [, name] of text.matchAll(/'\.\/([\w-]+-worker)\.cjs'/g)) {
      files.set(`${name}.cjs`, `${dirname(input)}/${name}.ts`);
    }
  }
  return files;
}
