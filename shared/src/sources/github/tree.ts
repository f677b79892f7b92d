import { z } from 'zod';
import { DocPilotError } from '../../errors.ts';
import type { Entry } from '../source.ts';
import type { GithubClient } from './client.ts';
import { read } from './read.ts';

const tree = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha: z.string(),
      size: z.number().optional(),
    }),
  ),
});

/** Git's name of the tree without files, by SHA-1 and SHA-256: GitHub answers 404 for it. */
const emptyTrees = [
  '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
];

/**
 * Every file of a tree. GitHub cuts a recursive answer at 100,000 entries or 7 MB and says so;
 * then each folder is asked for on its own.
 */
export async function listTree(
  client: GithubClient,
  base: string,
  treeSha: string,
): Promise<{ entries: Entry[]; complete: boolean }> {
  const whole = await requestTree(client, base, treeSha, true);
  if (!whole.truncated)
    return { entries: whole.tree.flatMap((node) => toEntry(node, '')), complete: true };
  const entries: Entry[] = [];
  const folders: Array<{ sha: string; prefix: string }> = [{ sha: treeSha, prefix: '' }];
  let complete = true;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { prefix } = folder;
    const level = await requestTree(client, base, folder.sha, false);
    complete &&= !level.truncated;
    for (const node of level.tree) {
      if (node.type === 'tree') folders.push({ sha: node.sha, prefix: `${prefix}${node.path}/` });
      else entries.push(...toEntry(node, prefix));
    }
  }
  return { entries, complete };
}

async function requestTree(client: GithubClient, base: string, sha: string, recursive: boolean) {
  if (emptyTrees.includes(sha)) return { truncated: false, tree: [] };
  const response = await client.get(`${base}/git/trees/${sha}${recursive ? '?recursive=1' : ''}`);
  if (response.status !== 200) {
    throw new DocPilotError(
      'upstream_unavailable',
      'GitHub does not know the tree it named itself.',
    );
  }
  return read(response, tree);
}

function toEntry(node: z.output<typeof tree>['tree'][number], prefix: string): Entry[] {
  if (node.type === 'tree') return [];
  const path = prefix + node.path;
  const entry: Entry = {
    externalId: path,
    path,
    version: node.sha,
    sizeBytes: node.size ?? null,
  };
  if (node.type === 'commit') return [{ ...entry, skip: 'submodule' }];
  if (node.mode === '120000') return [{ ...entry, skip: 'symlink' }];
  return [entry];
}
