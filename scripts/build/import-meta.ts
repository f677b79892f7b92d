import { pathToFileURL } from 'node:url';
import { packageFile } from './package-file.ts';

/** Stands for `import.meta.url` in a bundle: CommonJS knows its place by another name. */
export const importMetaUrl = /* @__PURE__ */ pathToFileURL(__filename).href;

/** Stands for `import.meta.resolve`: the packages' files that are served lie in the bundle's folder. */
export function importMetaResolve(specifier: string): string {
  return new URL(packageFile(specifier), importMetaUrl).href;
}
