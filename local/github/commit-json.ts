import { parseCommit } from './commit-object.ts';
import { nodeId, type ServedRepository } from './served-repository.ts';

/**
 * Commits as GitHub lists them. The accounts `author` and `committer` are null: a clone does not know
 * them. `stats` and `files`, which are optional, would need a diff and are left out.
 */
export async function commitsJson(shas: readonly string[], repository: ServedRepository) {
  const objects = await Promise.all(shas.map((sha) => readCommit(sha, repository)));
  const parents = objects.flatMap(({ parentShas }) => parentShas);
  const published = await repository.published([...shas, ...parents]);
  const { clone, apiUrl, id } = repository;
  const link = (sha: string) =>
    `${published.has(sha) ? clone.webUrl : clone.fileUrl}/commit/${sha}`;
  return objects.map(({ sha, treeSha, parentShas, author, committer, message, signed }) => ({
    sha,
    node_id: nodeId('Commit', `${id}:${sha}`),
    commit: {
      author,
      committer,
      message,
      tree: { sha: treeSha, url: `${apiUrl}/git/trees/${treeSha}` },
      url: `${apiUrl}/git/commits/${sha}`,
      comment_count: 0,
      verification: {
        verified: false,
        // The keys of GitHub's users are not known here.
        reason: signed === null ? 'unsigned' : 'gpgverify_unavailable',
        signature: signed?.signature ?? null,
        payload: signed?.payload ?? null,
        verified_at: null,
      },
    },
    url: `${apiUrl}/commits/${sha}`,
    html_url: link(sha),
    comments_url: `${apiUrl}/commits/${sha}/comments`,
    author: null,
    committer: null,
    parents: parentShas.map((parent) => ({
      sha: parent,
      url: `${apiUrl}/commits/${parent}`,
      html_url: link(parent),
    })),
  }));
}

export async function commitJson(sha: string, repository: ServedRepository) {
  const [commit] = await commitsJson([sha], repository);
  if (commit === undefined) throw new Error(`No commit ${sha}`);
  return commit;
}

export async function readCommit(sha: string, { clone }: ServedRepository) {
  const object = await clone.objects.read(sha);
  if (object?.type !== 'commit') throw new Error(`${clone.folder} has no commit ${sha}`);
  return { sha, ...parseCommit(object.bytes) };
}
