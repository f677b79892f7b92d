import * as z from 'zod';
import { DocPilotError } from '../../errors.ts';
import type { Entry } from '../source.ts';
import type { GithubClient } from './client.ts';

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
 * Every file of a tree. GitHub cuts a recursive answer at 100,000 entries or 7 MB and says so; then
 * the folder is asked for by itself, and each of its folders recursively.
 * @returns complete false when a folder by itself is more than GitHub shows
 */
export async function listTree(
  client: GithubClient,
  base: string,
  treeSha: string,
): Promise<{ entries: Entry[]; complete: boolean }> {
  const entries: Entry[] = [];
  const folders = [{ sha: treeSha, prefix: '' }];
  let complete = true;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { sha, prefix } = folder;
    const whole = await requestTree(client, base, sha, true);
    const level = whole.truncated ? await requestTree(client, base, sha, false) : whole;
    complete &&= !level.truncated;
    for (const node of level.tree) {
      if (node.type !== 'tree') entries.push(toEntry(node, prefix));
      else if (whole.truncated) folders.push({ sha: node.sha, prefix: `${prefix}${node.path}/` });
    }
  }
  return { entries, complete };
}

async function requestTree(client: GithubClient, base: string, sha: string, recursive: boolean) {
  if (emptyTrees.includes(sha)) return { truncated: false, tree: [] };
  const path = `${base}/git/trees/${sha}${recursive ? '?recursive=1' : ''}`;
  const { json } = await client.getJson(path, tree);
  if (json === undefined) {
    throw new DocPilotError(
      'upstream_unavailable',
      'GitHub does not know the tree it named itself.',
    );
  }
  return json;
}

function toEntry(node: z.output<typeof tree>['tree'][number], prefix: string): Entry {
  const path = prefix + node.path;
  const entry: Entry = {
    externalId: path,
    path,
    version: node.sha,
    sizeBytes: node.size ?? null,
  };
  if (node.type === 'commit') return { ...entry, skip: 'submodule' };
  if (node.mode === '120000') return { ...entry, skip: 'symlink' };
  return entry;
}
