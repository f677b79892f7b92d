import picomatch from 'picomatch';

/** GH_REPOS, read: the repositories that are named, and those that patterns choose. */
export interface ChosenRepositories {
  /** `owner/name` or `owner/name@branch`. */
  named: readonly string[];
  /** `owner/glob`, the positive ones. */
  patterns: readonly string[];
  /** Whether archived repositories, and forks, may be chosen by a pattern. */
  takes: { archived: boolean; forks: boolean };
  /** Whether a pattern chooses `owner/name`; never one that is named, as that has its own branch. */
  isChosen(fullName: string): boolean;
}

/** GitHub's names are the same in either case, and may begin with a dot. */
const globs = { nocase: true, dot: true };

/** @param items those of GH_REPOS: names, globs, `!` and what it leaves out, `+archived`, `+forks` */
export function chosenRepositories(items: readonly string[]): ChosenRepositories {
  const plain = items.filter((item) => !/^[!+]/.test(item));
  const patterns = plain.filter((item) => /[*?]/.test(item));
  const named = plain.filter((item) => !patterns.includes(item));
  const leftOut = items.filter((item) => item.startsWith('!')).map((item) => item.slice(1));
  const ownNames = new Set(named.map((name) => name.split('@', 1)[0]?.toLowerCase()));
  const includes = picomatch([...patterns], globs);
  const excludes = picomatch(leftOut, globs);
  return {
    named,
    patterns,
    takes: { archived: items.includes('+archived'), forks: items.includes('+forks') },
    isChosen: (fullName) =>
      /^[\w.-]+\/[\w.-]+$/.test(fullName) &&
      includes(fullName) &&
      !excludes(fullName) &&
      !ownNames.has(fullName.toLowerCase()),
  };
}
