import { type Answer, GithubProblem, jsonHeaders, weakTag } from './api-answer.ts';
import { findTree } from './branches.ts';
import { requireCommits } from './commit-routes.ts';
import type { RepositoryRequest } from './repository-request.ts';

/**
 * GET /repos/{owner}/{repo}/git/trees/{tree_sha}. The sha may be a commit's, which the answer then
 * has too, as GitHub's does. `recursive` counts whatever its value.
 */
export async function answerTree({ repository, name, query }: RepositoryRequest): Promise<Answer> {
  await requireCommits(repository.clone);
  const [tree, named] = (await findTree(name, repository.clone)) ?? [];
  // GitHub does not find the empty tree, nor the commit of one.
  if (tree === undefined || named === undefined || tree.sizeBytes === 0) {
    throw new GithubProblem(404, 'Not Found');
  }
  const recursive = query.has('recursive');
  const url = `${repository.apiUrl}/git/trees/${named.sha}`;
  const { array, truncated } = await repository.readTree(tree.sha, recursive, repository.apiUrl);
  return {
    status: 200,
    headers: jsonHeaders,
    body: `{"sha":"${named.sha}","url":"${url}","tree":${array},"truncated":${truncated}}`,
    etag: weakTag(
      `tree ${repository.clone.name} ${named.sha} ${tree.sha} ${recursive} ${truncated}`,
    ),
  };
}
