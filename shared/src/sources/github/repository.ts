import { z } from 'zod';
import { DocPilotError } from '../../errors.ts';
import {
  type Content,
  type Cursor,
  type Entry,
  EntryError,
  type Listing,
  type Source,
} from '../source.ts';
import { createGithubClient, type GithubClientOptions } from './client.ts';
import { read } from './read.ts';
import { listTree } from './tree.ts';

const commits = z
  .array(
    z.object({
      sha: z.string(),
      html_url: z.string(),
      commit: z.object({ tree: z.object({ sha: z.string() }) }),
    }),
  )
  .max(1);

/** A repository's branch as a source. `name` is `owner/repo` or `owner/repo@branch`. */
export function githubRepository(name: string, options: GithubClientOptions): Source {
  const client = createGithubClient(options);
  const [fullName = '', branch] = name.split('@', 2);
  const base = `/repos/${fullName.split('/').map(encodeURIComponent).join('/')}`;

  async function list(cursor: Cursor | null): Promise<Listing> {
    // The newest commit of a branch in one request, and without the diff that /commits/REF carries.
    const query = branch === undefined ? '' : `&sha=${encodeURIComponent(branch)}`;
    const etag = cursor?.etag;
    const head = await client.get(
      `${base}/commits?per_page=1${query}`,
      typeof etag === 'string' ? { 'if-none-match': etag } : {},
    );
    if (head.status === 304) return { kind: 'unchanged' };
    if (head.status === 404 || head.status === 422) throw notFound(name, branch);
    // 409: "Git Repository is empty."
    if (head.status === 409) {
      return {
        kind: 'inventory',
        complete: true,
        entries: [],
        cursor: { commit: null, link: null, etag: null },
      };
    }
    const [newest] = read(head, commits);
    if (newest === undefined) throw notFound(name, branch);
    if (newest.sha === cursor?.commit) return { kind: 'unchanged' };
    const { entries, complete } = await listTree(client, base, newest.commit.tree.sha);
    return {
      kind: 'inventory',
      complete,
      entries,
      cursor: {
        commit: newest.sha,
        // https://github.com/owner/repo, even where the configured name was renamed since.
        link: newest.html_url.slice(0, newest.html_url.lastIndexOf('/commit/')),
        etag: head.headers.get('etag'),
      },
    };
  }

  async function fetchBlob(entry: Entry): Promise<Content> {
    const response = await client.get(`${base}/git/blobs/${encodeURIComponent(entry.version)}`, {
      accept: 'application/vnd.github.raw+json',
    });
    if (response.status !== 200) {
      throw new EntryError('not_found', `GitHub answered ${response.status} for the blob.`);
    }
    if (entry.sizeBytes !== null && response.body.byteLength !== entry.sizeBytes) {
      throw new EntryError(
        'incomplete_content',
        `GitHub sent ${response.body.byteLength} of ${entry.sizeBytes} bytes.`,
      );
    }
    return { bytes: response.body, name: entry.path };
  }

  return {
    kind: 'github',
    name,
    get requests() {
      return client.requests;
    },
    list,
    find: async (externalId, path, version) => ({ externalId, path, version, sizeBytes: null }),
    fetch: fetchBlob,
    url: (entry, cursor) => {
      const path = entry.path.split('/').map(encodeURIComponent).join('/');
      const link = String(cursor.link);
      return link.startsWith('file:') ? `${link}/${path}` : `${link}/blob/${cursor.commit}/${path}`;
    },
  };
}

function notFound(name: string, branch: string | undefined): DocPilotError {
  return new DocPilotError(
    'not_found',
    branch === undefined
      ? `GitHub knows no repository ${name}, or GH_PAT may not see it.`
      : `GitHub knows no branch ${name}, or GH_PAT may not see the repository.`,
  );
}
