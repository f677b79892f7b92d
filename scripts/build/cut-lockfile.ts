/** The fields of package-lock.json, version 3, that are read here. */
export interface Lockfile {
  lockfileVersion: number;
  packages: Record<string, LockedPackage>;
}

interface LockedPackage {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  dev?: boolean;
  devOptional?: boolean;
  [field: string]: unknown;
}

/** A package.json without scripts that run at installation. */
export interface PackageDescription {
  name: string;
  version: string;
  license: string;
  engines: Record<string, string>;
  dependencies: Record<string, string>;
}

/**
 * Makes the lockfile of one package, with the versions of the project's lockfile.
 * @throws Error if the project's lockfile lacks a dependency of the package
 */
export function cutLockfile(whole: Lockfile, description: PackageDescription): object {
  const { name, version, license, engines, dependencies } = description;
  const kept = new Map<string, LockedPackage>();
  const waiting = Object.keys(dependencies).map((dependency) => ({ from: '', dependency }));
  for (const { from, dependency } of waiting) {
    const path = findPackage(whole, from, dependency);
    if (path === undefined) throw new Error(`package-lock.json has no ${dependency} for ${from}`);
    const locked = whole.packages[path];
    if (locked === undefined || kept.has(path)) continue;
    // In this package, it is not a development dependency.
    const { dev: _dev, devOptional: _devOptional, ...rest } = locked;
    kept.set(path, rest);
    for (const next of dependenciesOf(whole, path, locked)) {
      waiting.push({ from: path, dependency: next });
    }
  }
  const packages = [...kept].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    name,
    version,
    lockfileVersion: whole.lockfileVersion,
    requires: true,
    packages: {
      '': { name, version, license, dependencies, engines },
      ...Object.fromEntries(packages),
    },
  };
}

/** Its dependencies, and those optional ones that the lockfile has. */
function dependenciesOf(whole: Lockfile, path: string, locked: LockedPackage): string[] {
  const optional = Object.keys(locked.optionalDependencies ?? {});
  const peers = Object.keys(locked.peerDependencies ?? {});
  const isOptional = (name: string) =>
    optional.includes(name) || locked.peerDependenciesMeta?.[name]?.optional === true;
  return [...Object.keys(locked.dependencies ?? {}), ...optional, ...peers].filter(
    (name) => !isOptional(name) || findPackage(whole, path, name) !== undefined,
  );
}

/** The path where Node would find a package that is required from another path. */
function findPackage(whole: Lockfile, from: string, name: string): string | undefined {
  const above = from.split(/(?:^|\/)node_modules\//).slice(1);
  for (let depth = above.length; depth >= 0; depth -= 1) {
    const path = [...above.slice(0, depth), name].map((part) => `node_modules/${part}`).join('/');
    if (path in whole.packages) return path;
  }
  return undefined;
}
