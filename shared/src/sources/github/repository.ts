import { DocPilotError } from '../../errors.ts';
import { encodePath, fileAddress } from '../../paths.ts';
import {
  type Content,
  type Cursor,
  type Entry,
  EntryError,
  type Fetched,
  type Listing,
  type Source,
} from '../source.ts';
import { isBlob } from './blob-name.ts';
import { listChangeDates, queryChangeDates } from './change-dates.ts';
import { createGithubClient, type GithubClientOptions } from './client.ts';
import { commits, continues, fullNameOf, webAddress } from './commits.ts';
import { readArchive } from './read-archive.ts';
import { messageOf } from './refusal.ts';
import { listTree } from './tree.ts';
import { isWorthArchive } from './worth-archive.ts';

/** An archive that is cut off before it gave this part of the files is not asked for again. */
const fewestShare = 10;

/** A repository's branch as a source. `name` is `owner/repo` or `owner/repo@branch`. */
export function githubRepository(name: string, options: GithubClientOptions): Source {
  const client = createGithubClient(options);
  const [fullName = '', branch] = name.split('@', 2);
  const configured = `/repos/${encodePath(fullName)}`;
  let base = configured;
  let movedTo: string | undefined;
  let listed: readonly Entry[] = [];

  async function list(cursor: Cursor | null): Promise<Listing> {
    // The newest commit of a branch in one request, and without the diff that /commits/REF carries.
    const query = branch === undefined ? '' : `&sha=${encodeURIComponent(branch)}`;
    const etag = cursor?.etag;
    const head = await client.getJson(`${base}/commits?per_page=1${query}`, commits, {
      headers: typeof etag === 'string' ? { 'if-none-match': etag } : {},
    });
    // Where a renamed repository is now, so that only the first request is sent on.
    base = head.path.replace(/\/commits$/, '');
    if (base !== configured) movedTo = fullNameOf(cursor?.link);
    if (head.status === 304) return { kind: 'unchanged' };
    if (head.status === 404 || head.status === 422) throw notFound(name, branch);
    if (head.status === 409) return emptyListing(messageOf(head.body));
    const [newest] = head.json ?? [];
    if (newest === undefined) throw notFound(name, branch);
    const link = webAddress(newest);
    if (base !== configured) movedTo = fullNameOf(link);
    const next = { commit: newest.sha, link, etag: head.headers.get('etag') };
    const hasMoved = link !== cursor?.link && !link.startsWith('file:');
    if (newest.sha === cursor?.commit && !hasMoved) return { kind: 'unchanged', cursor: next };
    const tree = await listTree(client, base, newest.commit.tree.sha);
    listed = tree.entries;
    const isOneCommit = newest.parents.length === 1 && newest.parents[0]?.sha === cursor?.commit;
    const changedAt = isOneCommit ? newest.commit.committer?.date : undefined;
    return {
      kind: 'inventory',
      ...tree,
      cursor: next,
      // What the old links are pinned to may be gone after a rewrite, and unknown without a cursor.
      relink: hasMoved || !(await continues(client, base, newest, cursor?.commit)),
      ...(changedAt === undefined ? {} : { changedAt }),
    };
  }

  async function fetchBlob(entry: Entry): Promise<Content> {
    const response = await client.get(`${base}/git/blobs/${encodeURIComponent(entry.version)}`, {
      accept: 'application/vnd.github.raw+json',
    });
    if (response.status !== 200) {
      throw new EntryError('not_found', `GitHub answered ${response.status} for the blob.`);
    }
    if (!isBlob(entry.version, response.body)) {
      throw new EntryError('incomplete_content', 'GitHub sent other bytes than the blob’s.');
    }
    return { bytes: response.body, name: entry.path };
  }

  async function* fetchMany(entries: readonly Entry[], cursor: Cursor): AsyncIterable<Fetched> {
    let missing = new Set(entries);
    while (isWorthArchive([...missing], listed)) {
      const came = new Set<Entry>();
      try {
        const archive = await client.download(`${base}/tarball/${cursor.commit}`);
        for await (const file of readArchive(archive, [...missing])) {
          came.add(file.entry);
          yield file;
          if (options.deadline !== undefined && Date.now() >= options.deadline) return;
        }
        return;
      } catch (error) {
        options.signal?.throwIfAborted();
        // The pace is for the slice to keep.
        if (error instanceof DocPilotError && error.code === 'rate_limited') throw error;
      }
      // It was cut off. What did not come is asked for one by one, unless another may give much of it.
      if (came.size * fewestShare < missing.size) return;
      missing = missing.difference(came);
    }
  }

  return {
    kind: 'github',
    name,
    get requests() {
      return client.requests;
    },
    get movedTo() {
      return movedTo;
    },
    list,
    find: async (externalId, path, version) => ({ externalId, path, version, sizeBytes: null }),
    fetch: fetchBlob,
    fetchMany,
    url: ({ path }, { link, commit }) => fileAddress(String(link), String(commit), path),
    changeDates(paths, cursor) {
      const commit = String(cursor.commit);
      return options.token === undefined
        ? listChangeDates(client, base, commit, paths)
        : queryChangeDates(client, fullName, commit, paths);
    },
  };
}

/** A repository without a commit; any other conflict says nothing about what is there. */
function emptyListing(message: string): Listing {
  if (!/is empty/i.test(message)) {
    throw new DocPilotError('upstream_unavailable', `GitHub answered 409: ${message}.`);
  }
  const cursor = { commit: null, link: null, etag: null };
  return { kind: 'inventory', complete: true, entries: [], cursor };
}

function notFound(name: string, branch: string | undefined): DocPilotError {
  return new DocPilotError(
    'not_found',
    branch === undefined
      ? `GitHub knows no repository ${name}, or GH_PAT may not see it.`
      : `GitHub knows no branch ${name}, or GH_PAT may not see the repository.`,
  );
}
