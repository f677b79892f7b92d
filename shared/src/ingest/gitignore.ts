import ignore from 'ignore';

/** Git's own default on Linux, and GitHub's: `Drafts/` is not `drafts/`. */
const options = { ignorecase: false, allowRelativePaths: true };

/** Whether a path matches patterns that are written as in .gitignore. */
export function gitignoreMatcher(patterns: readonly string[]): (path: string) => boolean {
  const matcher = ignore(options).add(patterns.map(withoutDot));
  // The library refuses the empty path, which a file of Drive without a name has.
  return (path) => path !== '' && matcher.ignores(path);
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
  return lines.map((line) => {
    const negation = line.startsWith('!') ? '!' : '';
    const pattern = line.slice(negation.length).replace(/^\\(?=[!#])/, '');
    // A slash before its end ties a pattern to the file's own folder.
    const isTied = /\/\S/.test(pattern);
    return `${negation}/${base}${isTied ? '' : '**/'}${pattern.replace(/^\//, '')}`;
  });
}

/** `./docs` means `/docs`; to .gitignore it would mean nothing. */
function withoutDot(pattern: string): string {
  return pattern.replace(/^(!?)\.\//, '$1/');
}
