import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundlePage } from '@docpilot/shared/bundle-page';

/**
 * The files that a function serves: those of the folders in "pages" of its package.json, bundled.
 * @returns the content of each file by its path in the bundle's folder
 */
export async function servedFiles(root: string, name: string): Promise<Map<string, Buffer>> {
  const folder = join(root, 'functions', name);
  const description = await readFile(join(folder, 'package.json'), 'utf8');
  const { pages = [] } = JSON.parse(description) as { pages?: string[] };
  const bundled = await Promise.all(
    pages.map(async (page) => {
      const source = pathToFileURL(`${join(folder, page)}/`);
      const files = await bundlePage(source, `/${name}/${page}`);
      return [...files].map(([file, content]) => [`${page}/${file}`, content] as const);
    }),
  );
  return new Map(bundled.flat());
}
