import type { Clone } from './open-clone.ts';

/**
 * Whether git would take this as a ref's name (git-check-ref-format). What passes is no option, no
 * revision expression such as `main~3` or `:/text`, and holds no line break.
 */
function isRefName(name: string): boolean {
  return (
    name !== '' &&
    name !== '@' &&
    !name.startsWith('-') &&
    !name.endsWith('.') &&
    !name.includes('..') &&
    !name.includes('@{') &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: git forbids exactly these
    !/[\x00-\x20\x7f~^:?*[\\]/.test(name) &&
    name.split('/').every((part) => part && !part.startsWith('.') && !part.endsWith('.lock'))
  );
}

export function isSha(text: string, clone: Clone): boolean {
  return text.length === clone.shaLength && /^[0-9a-f]+$/.test(text);
}

/** The refs that a branch's name may mean: the clone's own branch, then origin's. */
export function branchRefs(branch: string, clone: Clone): string[] {
  if (!isRefName(branch)) return [];
  const remote = branch === 'HEAD' ? [] : [`${clone.remoteRefs}${branch}`];
  return [...new Set([`refs/heads/${branch}`, ...remote])];
}

/** The names by which git may know a request's ref, in the order of trial. */
export function objectNames(ref: string, clone: Clone): string[] {
  if (isSha(ref, clone)) return [ref];
  if (!isRefName(ref)) return [];
  const short = ref.replace(/^refs\//, '');
  if (short.startsWith('heads/')) return branchRefs(short.slice('heads/'.length), clone);
  const names = [`refs/tags/${short.replace(/^tags\//, '')}`];
  if (short === ref) names.unshift(...branchRefs(ref, clone));
  if (/^[0-9a-f]{7,}$/.test(ref)) names.push(ref);
  return names;
}
