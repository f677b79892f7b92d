import { installedPaths } from './installed-packages.ts';

/** Folders where a repository may keep other people's code, or a handbook what it says of vendors. */
const ambiguous = /^(?:.*?\/)??(?:vendor|third_party|third-party)\//i;
/** What tools leave that copy packages into such a folder. */
const copied = /^(?:modules\.txt|autoload\.php|composer\/installed\.json)$/;
/** A package's own manifest, in a folder of its own: directly below, the folder is the package. */
const manifest =
  /^.+\/(?:\.cargo-checksum\.json|package\.json|bower\.json|composer\.json|go\.mod|Cargo\.toml|pyproject\.toml|setup\.py|pom\.xml|CMakeLists\.txt|README\.chromium|[^/]+\.(?:gemspec|podspec|nuspec))$/;
const licence = /^(?:LICEN[CS]E|COPYING|NOTICE|UNLICENSE)(?:[.-][^/]*)?$/i;
const code =
  /\.(?:c|cc|cpp|cs|css|cxx|dart|ex|exs|go|h|hpp|java|js|jsx|kt|lua|m|mjs|php|pl|py|rb|rs|scala|scss|sh|swift|ts|tsx|vue)$/i;

/**
 * Which paths are other people's code: in a package manager's folder, or in a folder called vendor,
 * third_party or third-party that holds a package's manifest, or a licence beside code. The name
 * alone says nothing: suppliers are vendors, too.
 * @param paths of all files of the source
 */
export function vendoredPaths(paths: readonly string[]): (path: string) => boolean {
  const isInstalled = installedPaths(paths);
  const proven = new Set<string>();
  const licensed = new Set<string>();
  const withCode = new Set<string>();
  for (const path of paths) {
    const root = ambiguous.exec(path)?.[0];
    if (root === undefined || proven.has(root) || isInstalled(path)) continue;
    const inside = path.slice(root.length);
    if (copied.test(inside) || manifest.test(inside)) proven.add(root);
    const slash = path.lastIndexOf('/') + 1;
    const folder = path.slice(0, slash);
    if (folder !== root && licence.test(path.slice(slash))) licensed.add(folder);
    if (code.test(path)) for (const above of foldersOf(path, root)) withCode.add(above);
  }
  for (const folder of licensed) {
    const root = ambiguous.exec(folder)?.[0];
    if (root !== undefined && withCode.has(folder)) proven.add(root);
  }
  return (path) => isInstalled(path) || proven.has(ambiguous.exec(path)?.[0] ?? '');
}

/** The folders a path lies in, from `root` down, each with a slash at its end. */
function foldersOf(path: string, root: string): string[] {
  const folders = [root];
  for (let at = path.indexOf('/', root.length); at !== -1; at = path.indexOf('/', at + 1)) {
    folders.push(path.slice(0, at + 1));
  }
  return folders;
}
