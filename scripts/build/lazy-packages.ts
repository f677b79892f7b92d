import type { Plugin } from 'esbuild';

/** The file of a package that a bundle loads by `import()`, relative to the bundle's folder. */
export function lazyFile(packageName: string): string {
  return `lazy/${packageName.replace(/^@|\.js$/g, '').replaceAll('/', '-')}.js`;
}

/**
 * Puts packages that DocPilot's code loads by `import()` into separate files: in the bundle, they
 * would be read and parsed at every start, even if they are never used.
 * @param found filled with the names of these packages
 */
export function lazyPackages(found: Set<string>): Plugin {
  return {
    name: 'lazy-packages',
    setup(build) {
      build.onResolve({ filter: /^[^.]/ }, ({ kind, path, importer }) => {
        const isOurs = !importer.includes('/node_modules/') && !path.startsWith('@docpilot/');
        if (kind !== 'dynamic-import' || !isOurs || path.startsWith('node:')) return undefined;
        found.add(path);
        return { path: `./${lazyFile(path)}`, external: true };
      });
    },
  };
}
