import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Entry, Source } from '../../shared/src/sources/source.ts';

/** The files of a folder as a repository, with links as long as GitHub's. */
export function folderSource(folder: string): Source {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => relative(folder, join(file.parentPath, file.name)));
  const entries = files.map((path): Entry => {
    const bytes = readFileSync(join(folder, path));
    const version = createHash('sha1').update(bytes).digest('hex');
    return { externalId: path, path, version, sizeBytes: bytes.byteLength };
  });
  const commit = createHash('sha1').update(folder).digest('hex');
  return {
    kind: 'github',
    name: 'withastro/docs',
    requests: 0,
    list: async () => ({ kind: 'inventory', complete: true, entries, cursor: {} }),
    find: async () => null,
    fetch: async ({ path }) => ({ bytes: readFileSync(join(folder, path)), name: path }),
    url: ({ path }) => `https://github.com/withastro/docs/blob/${commit}/${path}`,
  };
}
