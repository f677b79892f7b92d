import { createHash } from 'node:crypto';
import type { Conversations } from './conversations/conversations.ts';
import { conversationsBeside } from './conversations/conversations-folder.ts';
import { type FindLastChange, walkLastChanges } from './last-changes.ts';
import type { Clone } from './open-clone.ts';
import { createPublishedCommits, type PublishedCommits } from './published-commits.ts';
import { createTreeCache, type ReadTree } from './tree-json.ts';
import type { TreeLimits } from './tree-listing.ts';

/** A clone, with what the API needs to serve it. */
export interface ServedRepository {
  readonly clone: Clone;
  /** Made from the name, so that it is the same in every run. */
  readonly id: number;
  readonly isPrivate: boolean;
  readonly serverUrl: string;
  /** `SERVER/repos/owner/repo` */
  readonly apiUrl: string;
  /** `SERVER/repositories/ID`, as GitHub's Link headers and redirects have it. */
  readonly idUrl: string;
  readonly published: PublishedCommits;
  readonly readTree: ReadTree;
  /** Of the files of a commit; the walk of the commit that was asked for last is kept. */
  lastChanges(commit: string): FindLastChange;
  conversations(): Promise<Conversations>;
}

export function serveRepository(
  clone: Clone,
  serverUrl: string,
  options: {
    isPrivate: boolean;
    treeLimits: TreeLimits;
    conversations?: (() => Promise<Conversations>) | undefined;
  },
): ServedRepository {
  const id = repositoryId(clone.name);
  return {
    clone,
    id,
    isPrivate: options.isPrivate,
    serverUrl,
    apiUrl: `${serverUrl}/repos/${clone.name}`,
    idUrl: `${serverUrl}/repositories/${id}`,
    published: createPublishedCommits(clone),
    readTree: createTreeCache(clone, options.treeLimits),
    lastChanges: keepLast((commit) => walkLastChanges(commit, clone)),
    conversations: options.conversations ?? conversationsBeside(clone.folder),
  };
}

/** Keeps what was made for the key that was asked for last. */
function keepLast<Value>(make: (key: string) => Value): (key: string) => Value {
  let last: { key: string; value: Value } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: make(key) };
    return last.value;
  };
}

export function repositoryId(name: string): number {
  return createHash('sha256').update(name.toLowerCase()).digest().readUIntBE(0, 6);
}

/** A node id in GitHub's older form: base64 of `06:Commit` and what identifies the object. */
export function nodeId(type: string, name: string | number): string {
  return Buffer.from(`0${type.length}:${type}${name}`).toString('base64');
}
