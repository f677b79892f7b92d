import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Connected } from './client.ts';

/**
 * Changes a configuration file. What was there is kept beside it; a link stays a link.
 * @param change gets the text, empty for a new file
 * @param isSecret whether the new text holds a key: then only the user may read it
 */
export function changeFile(
  file: string,
  change: (text: string) => string,
  isSecret: boolean,
): Required<Pick<Connected, 'file'>> & Pick<Connected, 'backup'> & { changed: boolean } {
  const real = existsSync(file) ? realpathSync(file) : file;
  const before = existsSync(real) ? readFileSync(real, 'utf8') : undefined;
  const after = change(before ?? '');
  const mode = isSecret || before === undefined ? 0o600 : statSync(real).mode & 0o777;
  if (after === before) {
    if (isSecret) chmodSync(real, mode);
    return { file, changed: false };
  }
  const backup = before === undefined ? undefined : `${real}.before-docpilot`;
  if (backup !== undefined) {
    copyFileSync(real, backup);
    chmodSync(backup, 0o600);
  }
  mkdirSync(dirname(real), { recursive: true });
  const next = `${real}.${process.pid}`;
  writeFileSync(next, after, { mode });
  chmodSync(next, mode);
  renameSync(next, real);
  return { file, ...(backup !== undefined && { backup }), changed: true };
}
