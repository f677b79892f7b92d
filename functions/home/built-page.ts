import { readdir, readFile } from 'node:fs/promises';

/**
 * The files of a page, as the build has put them beside the function's bundle.
 * @param folder beside the bundle
 */
export async function readPage(folder: string): Promise<Map<string, Buffer>> {
  const address = new URL(`${folder}/`, import.meta.url);
  const files = (await readdir(address)).map(
    async (name) => [name, await readFile(new URL(name, address))] as const,
  );
  return new Map(await Promise.all(files));
}
