import type { Answer } from './api-answer.ts';
import { answerBlob } from './blob-route.ts';
import { answerCommit, answerCommits } from './commit-routes.ts';
import {
  answerComments,
  answerIssue,
  answerIssues,
  answerPullComments,
  answerPulls,
  answerReleases,
  answerReviewComments,
} from './conversations/issue-routes.ts';
import type { RepositoryRequest } from './repository-request.ts';
import { answerTarball } from './tarball.ts';
import { answerTree } from './tree-route.ts';

export interface Route {
  /** The path after `/repos/owner/repo/`, without the name that may follow. */
  prefix: string;
  takesName: boolean;
  /** The page of GitHub's reference that its errors point to. */
  documentationUrl: string;
  answer(request: RepositoryRequest): Promise<Answer>;
}

const reference = 'https://docs.github.com/rest';

const routes: Route[] = [
  {
    prefix: 'commits',
    takesName: false,
    documentationUrl: `${reference}/commits/commits#list-commits`,
    answer: answerCommits,
  },
  {
    prefix: 'commits',
    takesName: true,
    documentationUrl: `${reference}/commits/commits#get-a-commit`,
    answer: answerCommit,
  },
  {
    prefix: 'git/trees',
    takesName: true,
    documentationUrl: `${reference}/git/trees#get-a-tree`,
    answer: answerTree,
  },
  {
    prefix: 'git/blobs',
    takesName: true,
    documentationUrl: `${reference}/git/blobs#get-a-blob`,
    answer: answerBlob,
  },
  {
    prefix: 'tarball',
    takesName: true,
    documentationUrl: `${reference}/repos/contents#download-a-repository-archive-tar`,
    answer: answerTarball,
  },
  {
    prefix: 'issues',
    takesName: false,
    documentationUrl: `${reference}/issues/issues#list-repository-issues`,
    answer: answerIssues,
  },
  {
    prefix: 'issues/comments',
    takesName: false,
    documentationUrl: `${reference}/issues/comments#list-issue-comments-for-a-repository`,
    answer: answerComments,
  },
  {
    prefix: 'issues',
    takesName: true,
    documentationUrl: `${reference}/issues/issues#get-an-issue`,
    answer: answerIssue,
  },
  {
    prefix: 'pulls',
    takesName: false,
    documentationUrl: `${reference}/pulls/pulls#list-pull-requests`,
    answer: answerPulls,
  },
  {
    prefix: 'pulls/comments',
    takesName: false,
    documentationUrl: `${reference}/pulls/comments#list-review-comments-in-a-repository`,
    answer: answerReviewComments,
  },
  {
    prefix: 'pulls',
    takesName: true,
    documentationUrl: `${reference}/pulls/comments#list-review-comments-on-a-pull-request`,
    answer: answerPullComments,
  },
  {
    prefix: 'releases',
    takesName: false,
    documentationUrl: `${reference}/releases/releases#list-releases`,
    answer: answerReleases,
  },
];

/** @param path the decoded parts of the path after `/repos/owner/repo` */
export function findRoute(path: readonly string[]): { route: Route; name: string } | null {
  for (const route of routes) {
    const own = route.prefix.split('/');
    const name = path.slice(own.length).join('/');
    if (own.every((part, index) => part === path[index]) && route.takesName === (name !== '')) {
      return { route, name };
    }
  }
  return null;
}
