import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageFile } from './package-file.ts';

/**
 * The files that a function serves: its own, by the globs in "files" of its package.json, and those
 * of packages that its modules name in `import.meta.resolve('…')`.
 * @param inputs the bundle's modules, relative to the root
 * @returns the source of each file by its path in the bundle's folder
 */
export async function servedFiles(
  root: string,
  name: string,
  inputs: readonly string[],
): Promise<Map<string, string>> {
  const folder = join(root, 'functions', name);
  const description = join(folder, 'package.json');
  const { files = [] } = JSON.parse(await readFile(description, 'utf8')) as { files?: string[] };
  const own = globSync(files, { cwd: folder });
  const served = new Map(own.sort().map((file) => [file, join(folder, file)]));
  const { resolve } = createRequire(description);
  for (const input of inputs.filter((path) => path.startsWith(`functions/${name}/`))) {
    const text = await readFile(join(root, input), 'utf8');
    for (const [, specifier = ''] of text.matchAll(/import\.meta\.resolve\('([^']+)'\)/g)) {
      served.set(packageFile(specifier), resolve(specifier));
    }
  }
  return served;
}
