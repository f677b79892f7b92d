import type { Answer } from './api-answer.ts';
import { answerBlob } from './blob-route.ts';
import { answerBranch, answerBranches } from './branch-routes.ts';
import { answerCommit, answerCommits } from './commit-routes.ts';
import type { RepositoryRequest } from './repository-request.ts';
import { answerRepository } from './repository-route.ts';
import { answerTarball } from './tarball.ts';
import { answerTree } from './tree-route.ts';

export interface Route {
  /** What follows `/repos/owner/repo/`. */
  prefix: string;
  takesName: boolean;
  /** The page of GitHub's reference that its errors point to. */
  documentationUrl: string;
  answer(request: RepositoryRequest): Promise<Answer>;
}

const reference = 'https://docs.github.com/rest';

const routes: Route[] = [
  {
    prefix: '',
    takesName: false,
    documentationUrl: `${reference}/repos/repos#get-a-repository`,
    answer: answerRepository,
  },
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
    prefix: 'branches',
    takesName: false,
    documentationUrl: `${reference}/branches/branches#list-branches`,
    answer: answerBranches,
  },
  {
    prefix: 'branches',
    takesName: true,
    documentationUrl: `${reference}/branches/branches#get-a-branch`,
    answer: answerBranch,
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
    takesName: false,
    documentationUrl: `${reference}/repos/contents#download-a-repository-archive-tar`,
    answer: answerTarball,
  },
  {
    prefix: 'tarball',
    takesName: true,
    documentationUrl: `${reference}/repos/contents#download-a-repository-archive-tar`,
    answer: answerTarball,
  },
];

/** @param path what follows `/repos/owner/repo`, decoded, in parts */
export function findRoute(path: readonly string[]): { route: Route; name: string } | null {
  for (const route of routes) {
    const own = route.prefix === '' ? [] : route.prefix.split('/');
    const name = path.slice(own.length).join('/');
    if (own.every((part, index) => part === path[index]) && route.takesName === (name !== '')) {
      return { route, name };
    }
  }
  return null;
}
