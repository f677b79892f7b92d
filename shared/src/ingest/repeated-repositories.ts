import { type Environment, optionalSetting } from '../config.ts';

/** What is to be said of repositories that GH_REPOS names more than once: GitHub's names know no case. */
export function repeatedRepositories(environment: Environment): string[] {
  const kept = new Set(optionalSetting(environment, 'repositories'));
  const named = (environment.GH_REPOS ?? '').split(/[\s,]+/).filter((name) => name !== '');
  return named.flatMap((name) =>
    kept.delete(name) ? [] : [`GH_REPOS names ${name} more than once: it is one source.`],
  );
}
