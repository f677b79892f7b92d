import { defaultBranch } from '../branches.ts';
import type { ServedRepository } from '../served-repository.ts';
import type { Conversations, ListedIssue } from './conversations.ts';
import { repositoryJson } from './repository-json.ts';

/**
 * Pull requests as their own list has them, made of how the list of issues has them. That does not tell
 * their branches: the head is the ref that GitHub keeps of each, at an unknown commit.
 */
export async function pullsJson(
  repository: ServedRepository,
  { issues, hasIssues }: Conversations,
): Promise<PullJson[]> {
  const { clone } = repository;
  const repo = await repositoryJson(repository, hasIssues);
  const main = await defaultBranch(clone);
  const unknown = '0'.repeat(clone.shaLength);
  const user = repo.owner;
  const end = (ref: string, sha: string) => {
    return { label: `${clone.owner}:${ref}`, ref, sha, user, repo };
  };
  return issues.flatMap((issue) => {
    if (!issue.pull_request) return [];
    const { number } = issue;
    const { comments: _, pull_request, ...shared } = issue;
    const html = issue.html_url;
    const links = { html, ...linksOf(repository.apiUrl, number, unknown) };
    const hrefs = Object.entries(links).map(([name, href]) => [name, { href }]);
    return {
      draft: false,
      ...shared,
      url: links.self,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      issue_url: links.issue,
      comments_url: links.comments,
      commits_url: links.commits,
      review_comments_url: links.review_comments,
      review_comment_url: links.review_comment,
      statuses_url: links.statuses,
      head: end(`pull/${number}/head`, unknown),
      base: end(main.name, main.sha ?? unknown),
      _links: Object.fromEntries(hrefs),
      merge_commit_sha: null,
      merged_at: pull_request.merged_at ?? null,
      auto_merge: null,
    };
  });
}

type PullJson = ListedIssue & { merged_at: string | null };

function linksOf(apiUrl: string, number: number, sha: string) {
  const self = `${apiUrl}/pulls/${number}`;
  const issue = `${apiUrl}/issues/${number}`;
  return {
    self,
    issue,
    comments: `${issue}/comments`,
    commits: `${self}/commits`,
    review_comments: `${self}/comments`,
    review_comment: `${apiUrl}/pulls/comments{/number}`,
    statuses: `${apiUrl}/statuses/${sha}`,
  };
}
