import { bundlePage } from '@docpilot/shared/bundle-page';

/**
 * The files of a page, bundled from its source. In the function's own bundle, built-page.ts takes
 * the place of this file (`imports` in package.json).
 * @param folder beside this file
 */
export function readPage(folder: string): Promise<Map<string, Buffer>> {
  return bundlePage(new URL(`${folder}/`, import.meta.url), `/home/${folder}`);
}
