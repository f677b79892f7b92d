import type { Plugin } from 'esbuild';

/** Where a bundle finds a package that it loads by `import()`, from its own folder. */
export function lazyFile(packageName: string): string {
  return `lazy/${packageName.replace(/^@|\.js$/g, '').replaceAll('/', '-')}.js`;
}

/**
 * Leaves packages that our own code loads by `import()` out of the bundle, for files of their own:
 * even a module that never runs costs its share of reading and parsing when the function starts.
 * @param found gets their names
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
