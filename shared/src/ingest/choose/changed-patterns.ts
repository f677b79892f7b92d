import { type Environment, optionalSetting } from '../../config.ts';
import type { ContentSettings } from './path-rules.ts';

/** The patterns of INCLUDE and EXCLUDE; none where they are not set. */
export function chosenPatterns(
  environment: Environment,
): Pick<ContentSettings, 'include' | 'exclude'> {
  return {
    include: optionalSetting(environment, 'include') ?? [],
    exclude: optionalSetting(environment, 'exclude') ?? [],
  };
}

/**
 * What is to be said, when DocPilot starts, of patterns that choose more files as .gitignore is read
 * than they did as globs.
 */
export function changedPatterns(environment: Environment): string[] {
  const { include, exclude } = chosenPatterns(environment);
  return [
    ...include.flatMap((pattern) => notesOn('INCLUDE', pattern)),
    ...exclude.flatMap((pattern) => notesOn('EXCLUDE', pattern)),
  ];
}

function notesOn(setting: string, pattern: string): string[] {
  const glob = pattern.replace(/^!/, '');
  if (!glob.includes('/') && glob !== '**') {
    return [`${setting} ${pattern} is for every folder; /${glob} would be for the top one alone.`];
  }
  if (/[^*]\/\*$/.test(glob)) {
    return [`${setting} ${pattern} is for all that lies in the folder, however deep.`];
  }
  return [];
}
