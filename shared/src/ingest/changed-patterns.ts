import type { PathSettings } from './path-rules.ts';

/**
 * What is to be said, when DocPilot starts, of patterns that choose more files as .gitignore is read
 * than they did as globs.
 */
export function changedPatterns({
  include,
  exclude,
}: Pick<PathSettings, 'include' | 'exclude'>): string[] {
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
