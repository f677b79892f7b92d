import type { Clone } from './open-clone.ts';
import { listTree, type TreeEntry, type TreeLimits } from './tree-listing.ts';

/** The entries as a JSON array, and whether the list was cut. */
interface TreeJson {
  array: string;
  truncated: boolean;
}

export type ReadTree = (treeSha: string, recursive: boolean, apiUrl: string) => Promise<TreeJson>;

const mostCachedCharacters = 64 * 1024 * 1024;

/** Trees never change, so the lists that were used last are kept, up to a size. */
export function createTreeCache(clone: Clone, limits: TreeLimits): ReadTree {
  const cache = new Map<string, { tree: Promise<TreeJson>; characters: number }>();
  let cachedCharacters = 0;

  async function read(treeSha: string, recursive: boolean, apiUrl: string): Promise<TreeJson> {
    const { entries, truncated } = await listTree(treeSha, recursive ? limits : null, clone);
    return { array: JSON.stringify(entries.map((entry) => toJson(entry, apiUrl))), truncated };
  }

  function drop(key: string): void {
    cachedCharacters -= cache.get(key)?.characters ?? 0;
    cache.delete(key);
  }

  return async (treeSha, recursive, apiUrl) => {
    const key = `${treeSha} ${recursive}`;
    const found = cache.get(key);
    if (found !== undefined) {
      // A map keeps the order of insertion: the list used last moves to the end.
      cache.delete(key);
      cache.set(key, found);
      return found.tree;
    }
    const entry = { tree: read(treeSha, recursive, apiUrl), characters: 0 };
    cache.set(key, entry);
    try {
      const tree = await entry.tree;
      if (cache.get(key) === entry) {
        entry.characters = tree.array.length;
        cachedCharacters += entry.characters;
      }
      for (const oldest of cache.keys()) {
        if (cachedCharacters <= mostCachedCharacters) break;
        drop(oldest);
      }
      return tree;
    } catch (error) {
      if (cache.get(key) === entry) drop(key);
      throw error;
    }
  };
}

/** A submodule's commit has no URL: it is in another repository. */
function toJson({ path, mode, type, sha, sizeBytes }: TreeEntry, apiUrl: string) {
  return {
    path,
    mode,
    type,
    sha,
    ...(sizeBytes === null ? {} : { size: sizeBytes }),
    ...(type === 'commit' ? {} : { url: `${apiUrl}/git/${type}s/${sha}` }),
  };
}
