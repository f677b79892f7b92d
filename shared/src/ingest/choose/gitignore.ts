import { wildcardMatcher } from './wildcard-matcher.ts';

interface Rule {
  isNegation: boolean;
  /** It ends with a slash, and is for folders alone. */
  isOfFolders: boolean;
  matches(path: string): boolean;
}

/**
 * Whether a path matches patterns that are written as in .gitignore. Capitals count, as for git on
 * Linux and for GitHub.
 */
export function gitignoreMatcher(patterns: readonly string[]): (path: string) => boolean {
  const rules = patterns.flatMap(readRule).reverse();
  const folders = new Map<string, boolean>();
  const isFolderIgnored = (folder: string): boolean => {
    if (folder === '') return false;
    let isIgnored = folders.get(folder);
    if (isIgnored === undefined) {
      isIgnored = isFolderIgnored(folderOf(folder)) || lastWord(rules, folder, true);
      folders.set(folder, isIgnored);
    }
    return isIgnored;
  };
  // Nothing below an ignored folder comes back.
  return (path) => isFolderIgnored(folderOf(path)) || lastWord(rules, path, false);
}

function lastWord(rules: readonly Rule[], path: string, isFolder: boolean): boolean {
  const rule = rules.find((one) => (isFolder || !one.isOfFolders) && one.matches(path));
  return rule !== undefined && !rule.isNegation;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function readRule(line: string): Rule[] {
  if (line.startsWith('#')) return [];
  // Spaces at the end do not count, unless a backslash stands before them.
  const text = line.replace(/(?<!\s)\s+$/, (spaces, at) =>
    isEscaped(line, at) ? spaces.slice(0, 1) : '',
  );
  const isNegation = text.startsWith('!');
  const pattern = withoutDot(text.slice(isNegation ? 1 : 0));
  const isOfFolders = pattern.endsWith('/');
  const path = isOfFolders ? pattern.slice(0, -1) : pattern;
  if (path === '') return [];
  // A slash before its end ties a pattern to the top.
  const isTied = path.includes('/');
  const match = wildcardMatcher(path.replace(/^\//, ''));
  const matches = isTied
    ? match
    : (whole: string) => match(whole.slice(whole.lastIndexOf('/') + 1));
  return [{ isNegation, isOfFolders, matches }];
}

function isEscaped(text: string, at: number): boolean {
  const [backslashes = ''] = /\\*$/.exec(text.slice(0, at)) ?? [];
  return backslashes.length % 2 === 1;
}

/** The patterns that, each by itself, match none of the paths; a negation by what it negates. */
export function unmatchedPatterns(patterns: readonly string[], paths: readonly string[]): string[] {
  return patterns.filter((pattern) => {
    const matches = gitignoreMatcher([pattern.replace(/^!/, '')]);
    return !paths.some(matches);
  });
}

/**
 * The lines of an ignore file in a folder, as patterns from the root. One matcher of all files, the
 * deeper ones last, decides as git does: the last match counts, and nothing below an ignored folder
 * comes back.
 * @param folder from the root, empty or with a slash at its end
 */
export function patternsFromRoot(folder: string, text: string): string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (folder === '') return lines;
  const base = folder.replace(/[\\*?[\]]/g, '\\$&');
  return lines.flatMap((line) => {
    const negation = line.startsWith('!') ? '!' : '';
    const pattern = line.slice(negation.length).replace(/^\\(?=[!#])/, '');
    // A slash alone is no pattern.
    if (/^\/\s*$/.test(pattern)) return [];
    // A slash before its end ties a pattern to the file's own folder.
    const isTied = /\/\S/.test(pattern);
    return `${negation}/${base}${isTied ? '' : '**/'}${pattern.replace(/^\//, '')}`;
  });
}

/** `./docs` means `/docs`; to .gitignore it would mean nothing. */
function withoutDot(pattern: string): string {
  return pattern.replace(/^\.\//, '/');
}
