import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';

/** Markdown files per second that MiniSearch reads and indexes, path and text. */
export function miniSearchSpeed(repository: string): number {
  const startedAt = performance.now();
  const paths = execFileSync('git', ['-C', repository, 'ls-files', '-z', '*.md', '*.mdx'])
    .toString('utf8')
    .split('\0')
    .filter(Boolean);
  const index = new MiniSearch({ idField: 'path', fields: ['path', 'text'] });
  for (const path of paths) {
    index.add({ path, text: readFileSync(join(repository, path), 'utf8') });
  }
  return paths.length / ((performance.now() - startedAt) / 1000);
}
