import { type Part, readParts } from './wildcard-parts.ts';

/**
 * Matches paths with a pattern of .gitignore or .gitattributes, without its marks of negation and
 * place, in time proportional to the pattern's length times the path's. As a regular expression, a
 * few stars and a long name take minutes, and everybody who may commit can write them.
 * @returns whether it matches a whole path; never, where git finds the pattern malformed
 */
export function wildcardMatcher(pattern: string): (path: string) => boolean {
  // Git, too, compares what stands before the first sign as it is, and reads the rest by itself.
  const start = /^[^*?[\\]*/.exec(pattern)?.[0] ?? '';
  if (start === pattern) return (path) => path === pattern;
  const parts = readParts(pattern.slice(start.length));
  if (parts === null) return () => false;
  // Most paths are told apart by how they begin and end.
  const end = pattern.slice(lastSign(pattern) + 1).replace(/^\//, '');
  return (path) =>
    path.startsWith(start) && path.endsWith(end) && admits(parts, path.slice(start.length));
}

/** Where the last sign is; a character behind a backslash is not looked for at a path's end. */
function lastSign(pattern: string): number {
  const escaped = pattern.lastIndexOf('\\');
  return Math.max(
    escaped === -1 ? -1 : escaped + 1,
    ...[...'*?[]'].map((sign) => pattern.lastIndexOf(sign)),
  );
}

/** Follows all ways through the pattern at once, by the parts that may come next; by characters. */
function admits(parts: readonly Part[], path: string): boolean {
  let places = new Set<number>();
  enter(parts, 0, places);
  for (const character of path) {
    if (places.size === 0) return false;
    const next = new Set<number>();
    for (const place of places) {
      const part = parts[place];
      if (part === undefined) continue;
      if (part.kind === 'one') {
        if (part.admits(character)) enter(parts, place + 1, next);
      } else if (part.kind === 'folders' || character !== '/') {
        next.add(place);
        enter(parts, place + 1, next);
      }
    }
    places = next;
  }
  return places.has(parts.length);
}

/** Adds a place, and those that are reached from it without a character. */
function enter(parts: readonly Part[], place: number, places: Set<number>): void {
  for (let reached = place; !places.has(reached); reached += 1) {
    places.add(reached);
    const part = parts[reached];
    if (part === undefined || part.kind === 'one') return;
    if (part.kind === 'folders' && part.isBeforeSlash) enter(parts, reached + 2, places);
  }
}
