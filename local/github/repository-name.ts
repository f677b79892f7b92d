import { basename } from 'node:path';

export interface RepositoryName {
  owner: string;
  repo: string;
}

const scpForm = /^(?:[^@/\s]+@)?(?:www\.)?github\.com:(?!\/\/)\/?([^/\s]+)\/([^/\s]+?)\/?$/i;
const urlForm =
  /^(?:https?|git|ssh|git\+ssh|git\+https):\/\/(?:[^@/\s]*@)?(?:www\.github\.com|github\.com|ssh\.github\.com)(?::\d+)?\/([^/\s]+)\/([^/\s]+?)\/?$/i;

/** The repository on GitHub that a remote's URL names; null for a URL of another host. */
export function githubName(remoteUrl: string): RepositoryName | null {
  const [, owner, rest] = urlForm.exec(remoteUrl) ?? scpForm.exec(remoteUrl) ?? [];
  const repo = rest?.replace(/\.git$/i, '');
  if (owner === undefined || repo === undefined) return null;
  if (!/^[A-Za-z0-9_-]+$/.test(owner) || !isRepositoryName(repo)) return null;
  return { owner, repo };
}

/** A name that GitHub would accept, made of a folder's. */
export function localName(folder: string): RepositoryName {
  const repo = basename(folder)
    .replace(/\.git$/i, '')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
  return { owner: 'local', repo: isRepositoryName(repo) ? repo : 'repository' };
}

function isRepositoryName(name: string): boolean {
  return /^[A-Za-z0-9._-]+$/.test(name) && name !== '.' && name !== '..';
}
