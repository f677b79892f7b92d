import type { Environment } from '../../config.ts';
import { chosenPatterns } from './changed-patterns.ts';
import { gitignoreMatcher } from './gitignore.ts';

/** Whether INCLUDE and EXCLUDE let a path in; what a source need not even ask for otherwise. */
export function chosenPaths(environment: Environment): (path: string) => boolean {
  const { include, exclude } = chosenPatterns(environment);
  const isIncluded = include.length === 0 ? () => true : gitignoreMatcher(include);
  const isExcluded = gitignoreMatcher(exclude);
  return (path) => isIncluded(path) && !isExcluded(path);
}
