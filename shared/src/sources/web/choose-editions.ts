const version =
  /^(?:v\d+(?:\.(?:\d+|x))*|\d+(?:\.(?:\d+|x))+|latest|stable|current|next|dev|main|master|nightly|canary|edge)$/i;
const language = /^[a-z]{2}(?:[-_](?:[a-z]{2}|[A-Z][a-z]{3}))?$/i;
/** The folder of the pages that are in no such folder. */
const none = '';
/** The names that sites give to their newest released version, best first. */
const released = ['stable', 'latest', 'current'];

/**
 * The folders of a site that are left out, because another holds the same pages in the version or the
 * language that is read. Of folders that have pages in common, the one stays that the start page leads
 * to; else the pages that are in no such folder, the newest released version, and English. Pure.
 * @param paths of all pages below the start page: what its own address names is no choice
 * @param home the path that the start page leads to
 */
export function chooseEditions(paths: readonly string[], home: string): string[] {
  return [
    ...leftOut(paths, home, (name) => version.test(name), newest),
    ...leftOut(paths, home, isLanguage, (names) => names.find((name) => /^en\b/i.test(name))),
  ];
}

function isLanguage(name: string): boolean {
  if (!language.test(name)) return false;
  const code = name.slice(0, 2).toLowerCase();
  return new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(code) !== undefined;
}

function leftOut(
  paths: readonly string[],
  home: string,
  isName: (name: string) => boolean,
  best: (names: string[]) => string | undefined,
): string[] {
  return [...placesOf(paths, isName)].flatMap(([parent, folders]) => {
    const beside = paths.filter((path) => path.startsWith(parent));
    const all = [
      { name: none, pages: new Set(beside.map((path) => path.slice(parent.length))) },
      ...[...folders].map(([name, pages]) => ({ name, pages })),
    ];
    const alike = all
      .filter(({ pages }) =>
        all.some((other) => other.pages !== pages && !pages.isDisjointFrom(other.pages)),
      )
      .map(({ name }) => name);
    if (alike.length < 2) return [];
    const led = folderAfter(home, parent);
    const chosen = folders.has(led) ? led : alike.includes(none) ? none : best(alike);
    if (chosen === undefined) return [];
    return [...folders.keys()].filter((name) => name !== chosen).map((name) => parent + name);
  });
}

/** By what stands before folders with such names: each, with the paths in it. */
function placesOf(paths: readonly string[], isName: (name: string) => boolean) {
  const places = new Map<string, Map<string, Set<string>>>();
  for (const path of paths) {
    const folders = path.split('/');
    for (const [at, name] of folders.slice(0, -1).entries()) {
      if (!isName(name)) continue;
      const parent = folders
        .slice(0, at)
        .map((folder) => `${folder}/`)
        .join('');
      const here = places.get(parent) ?? new Map<string, Set<string>>();
      places.set(
        parent,
        here.set(name, (here.get(name) ?? new Set()).add(folders.slice(at + 1).join('/'))),
      );
    }
  }
  return places;
}

/** The folder, or the page, that a path names behind `parent`; empty: it is elsewhere. */
function folderAfter(path: string, parent: string): string {
  return path.startsWith(parent) ? (path.slice(parent.length).split('/', 1)[0] ?? '') : '';
}

function newest(names: string[]): string | undefined {
  const numbers = (name: string) => name.match(/\d+/g)?.map(Number) ?? [];
  const byNumber = names
    .filter((name) => numbers(name).length > 0)
    .sort((a, b) => compare(numbers(b), numbers(a)));
  return released.find((name) => names.includes(name)) ?? byNumber[0] ?? names[0];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, index) => number !== (b[index] ?? 0));
  return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? 0);
}
