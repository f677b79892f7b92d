import { openClone } from '../../local/github/open-clone.ts';
import { type GithubApiOptions, startGithubApi } from '../../local/github/start-github-api.ts';
import type { GithubClientOptions } from '../../shared/src/sources/github/client.ts';
import { githubRepository } from '../../shared/src/sources/github/repository.ts';
import { keepSecret } from '../support/watched-log.ts';

/** A request GitHub got, without the repository's own part of the path. */
export type RequestKind =
  | 'head'
  | 'history'
  | 'date'
  | 'dates'
  | 'tree'
  | 'blob'
  | 'tarball'
  | 'download';

export function kindOf(url: string): RequestKind {
  if (url === '/graphql') return 'dates';
  if (url.includes('/git/trees/')) return 'tree';
  if (url.includes('/git/blobs/')) return 'blob';
  if (url.includes('/tarball/')) return 'tarball';
  if (url.startsWith('/codeload/')) return 'download';
  if (url.includes('path=')) return 'date';
  return url.includes('per_page=100') ? 'history' : 'head';
}

/** GitHub's API over real clones, and sources that read it as the function does, only trying again at once. */
export async function serveGithub(
  folders: readonly string[],
  options: Omit<GithubApiOptions, 'clones'> = {},
) {
  const urls: string[] = [];
  keepSecret(options.token ?? '');
  const api = await startGithubApi({
    ...options,
    clones: await Promise.all(folders.map((folder) => openClone(folder))),
    intercept: (request, response) => {
      urls.push(request.url ?? '');
      return options.intercept?.(request, response) ?? false;
    },
  });
  return {
    url: api.url,
    close: api.close,
    source: (name: string, more: Partial<GithubClientOptions> = {}) =>
      githubRepository(name, {
        apiUrl: api.url,
        token: options.token,
        deadline: Date.now() + 60_000,
        firstPauseMs: 1,
        ...more,
      }),
    /** What was asked for since the last call, counted by kind. */
    takeRequests(): Partial<Record<RequestKind, number>> {
      const counts: Partial<Record<RequestKind, number>> = {};
      for (const url of urls.splice(0)) counts[kindOf(url)] = (counts[kindOf(url)] ?? 0) + 1;
      return counts;
    },
  };
}
