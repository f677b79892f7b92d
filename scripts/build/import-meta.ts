import { pathToFileURL } from 'node:url';
import { packageFile } from './package-file.ts';

/** Replaces `import.meta.url` in a bundle, as CommonJS has no `import.meta`. */
export const importMetaUrl = /* @__PURE__ */ pathToFileURL(__filename).href;

/** Replaces `import.meta.resolve`: served files of packages are copied into the bundle's folder. */
export function importMetaResolve(specifier: string): string {
  return new URL(packageFile(specifier), importMetaUrl).href;
}
