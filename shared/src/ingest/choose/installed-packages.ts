/** Folders that package managers fill, and that nobody else calls so. */
const managed = new RegExp(
  [
    'node_modules|bower_components|jspm_packages|elm-stuff|__pypackages__',
    '\\.(?:yarn|tox|nox|eggs|terraform|dart_tool|pub-cache|stack-work|pnpm-store)',
    'Godeps/_workspace|\\.build/checkouts|SourcePackages/checkouts',
    '(?:lib(?:64)?/(?:python|pypy)[\\d.]*|Lib)/(?:site|dist)-packages',
  ]
    .map((names) => `(?:^|/)(?:${names})/`)
    .join('|'),
);

/** What stands beside folders that a program fills, by its name. Others write in such a folder, too. */
const beside = new Map<string, readonly string[]>([
  ...each(['Podfile', 'Podfile.lock'], ['Pods/']),
  ...each(
    ['Cartfile', 'Cartfile.resolved', 'Cartfile.private'],
    ['Carthage/Checkouts/', 'Carthage/Build/'],
  ),
  ...each(['mix.lock'], ['deps/', '_build/']),
  ...each(['renv.lock'], ['renv/library/', 'renv/staging/']),
  ...each(['packrat.lock'], ['lib/', 'lib-R/', 'src/']),
  ...each(['paket.dependencies'], ['paket-files/']),
  // Of a virtual environment, beside which people may have put their own files.
  ...each(['pyvenv.cfg'], ['bin/', 'lib/', 'lib64/', 'include/', 'share/', 'Lib/', 'Scripts/']),
]);
/** What a folder holds that a program filled: the first group is the folder. */
const inside = [
  /^(.*(?:^|\/)Pods\/)(?:Manifest\.lock|Pods\.xcodeproj\/)/,
  /^(.*(?:^|\/)(?:site|dist)-packages\/)[^/]+\.(?:dist|egg)-info\//,
  /^(.*(?:^|\/)_vendor\/)(?:modules|vendor)\.txt$/,
  // NuGet's, each in a folder of its own.
  /^(.*(?:^|\/)packages\/([^/]+)\/)\2\.nupkg$/i,
];
const mayProve = /(?:\.lock|\/Pods\.xcodeproj\/|-info\/|\.txt|\.nupkg)/i;

/**
 * Which paths a package manager put there: in a folder that nobody else calls so, or in one that
 * what stands beside it or in it proves to be its.
 * @param paths of all files of the source
 */
export function installedPaths(paths: readonly string[]): (path: string) => boolean {
  const roots = new Set<string>();
  for (const path of paths) {
    const slash = path.lastIndexOf('/') + 1;
    const folder = path.slice(0, slash);
    const name = path.slice(slash);
    for (const below of beside.get(name) ?? []) {
      // At the top, these are a project's own folders.
      if (folder !== '' || !atTop.has(name)) roots.add(folder + below);
    }
    if (!mayProve.test(path)) continue;
    for (const form of inside) roots.add(form.exec(path)?.[1] ?? '');
  }
  roots.delete('');
  if (roots.size === 0) return isManaged;
  return (path) => isManaged(path) || isBelow(path, roots);
}

const atTop = new Set(['pyvenv.cfg', 'packrat.lock']);

/** Whether its path alone says that a package manager put the file there. */
export function isManaged(path: string): boolean {
  return managed.test(path);
}

function isBelow(path: string, roots: ReadonlySet<string>): boolean {
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    if (roots.has(path.slice(0, at + 1))) return true;
  }
  return false;
}

function each(
  names: readonly string[],
  folders: readonly string[],
): [name: string, folders: readonly string[]][] {
  return names.map((name) => [name, folders]);
}
