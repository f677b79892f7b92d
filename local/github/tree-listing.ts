import { GitError, startFailure } from './git.ts';
import type { Clone } from './open-clone.ts';

export interface TreeEntry {
  mode: string;
  type: string;
  sha: string;
  /** Of blobs that the clone has; else null. */
  sizeBytes: number | null;
  path: string;
}

/** How much of a tree with all its subtrees GitHub lists before it cuts the list. */
export interface TreeLimits {
  entries: number;
  bytes: number;
}

export interface TreeListing {
  entries: TreeEntry[];
  truncated: boolean;
}

/**
 * A tree's entries, with those of its subtrees when limits are given. GitHub does not say of what it
 * counts 7 MB; here it is of the entries as git writes them, about 70 bytes each.
 */
export async function listTree(
  treeSha: string,
  limits: TreeLimits | null,
  clone: Clone,
): Promise<TreeListing> {
  const recursion = limits === null ? [] : ['-r', '-t'];
  const list = ['ls-tree', ...recursion, '-z', '--full-tree'];
  try {
    return await readListing([...list, '-l', treeSha], limits, clone);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    // git gives no sizes in a partial clone, which has left blobs with its remote.
    return readListing([...list, treeSha], limits, clone);
  }
}

function readListing(args: string[], limits: TreeLimits | null, clone: Clone) {
  return new Promise<TreeListing>((resolve, reject) => {
    const child = clone.git.start(args);
    const entries: TreeEntry[] = [];
    let left = limits ?? { entries: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };
    let rest: Buffer = Buffer.alloc(0);
    let truncated = false;

    child.stdout.on('data', (chunk: Buffer) => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let from = 0;
      for (let end = bytes.indexOf(0); end >= 0 && !truncated; end = bytes.indexOf(0, from)) {
        left = { entries: left.entries - 1, bytes: left.bytes - (end - from + 1) };
        truncated = left.entries < 0 || left.bytes < 0;
        if (!truncated) entries.push(parseEntry(bytes.subarray(from, end)));
        from = end + 1;
      }
      rest = bytes.subarray(from);
      if (truncated) child.kill();
    });
    child.stderr.resume();
    child.once('error', (error) => reject(startFailure(error)));
    child.once('close', (code) => {
      if (truncated || code === 0) resolve({ entries, truncated });
      else reject(new GitError(`git ls-tree failed (${code})`));
    });
    child.stdin.end();
  });
}

/** `MODE TYPE SHA    SIZE`, a tab, and the path's bytes. */
function parseEntry(line: Buffer): TreeEntry {
  const tab = line.indexOf(0x09);
  const [mode = '', type = '', sha = '', size = ''] = line.toString('latin1', 0, tab).split(/ +/);
  return {
    mode,
    type,
    sha,
    sizeBytes: /^\d+$/.test(size) ? Number(size) : null,
    path: line.toString('utf8', tab + 1),
  };
}
