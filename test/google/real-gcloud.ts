import { spawnSync } from 'node:child_process';
import { isLongRun } from '../support/long-runs.ts';

/** Where gcloud itself is, in a long run; empty where it is not there. */
const real = isLongRun
  ? spawnSync('sh', ['-c', 'command -v gcloud'], { encoding: 'utf8' }).stdout.trim()
  : '';

/**
 * A program that lets the real gcloud run each command once while a script runs, and the stand-in all
 * that repeats it: a start of gcloud takes seconds, and a script gives some commands for each secret
 * and each service. A command is its first words, and the flag or name at its end.
 */
export function realFirst(standIn: string): string {
  if (real === '') return standIn;
  return `for last; do :; done
command=$(printf %s "$1 $2 $3 $last" | tr / _)
if mkdir "$HOME/called/$command" 2>/dev/null; then exec ${real} "$@"; fi
${standIn}`;
}
