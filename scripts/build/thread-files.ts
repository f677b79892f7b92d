import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The files that a bundle starts as threads: its modules name them as './NAME-worker.cjs', in the
 * bundle's folder, and the source is NAME-worker.ts beside the module.
 * @param inputs the bundle's modules, from the root
 * @returns each source by its file's name
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
