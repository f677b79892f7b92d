import { ConfigError } from '@docpilot/shared/errors';
import { type Interception, serveLoopback } from '../loopback/serve-loopback.ts';
import type { ServerState } from './answer-request.ts';
import type { Conversations } from './conversations/conversations.ts';
import type { Clone } from './open-clone.ts';
import { createRateLimiter, type RateLimitOptions } from './rate-limit.ts';
import { respond } from './respond.ts';
import { serveRepository } from './served-repository.ts';
import type { TreeLimits } from './tree-listing.ts';

export interface GithubApiOptions extends Interception {
  clones: readonly Clone[];
  /** The bearer token that requests must have; without one the repositories are public. */
  token?: string | undefined;
  /** Tests pass lower limits than GitHub's. */
  treeLimits?: TreeLimits;
  /** Tests pass a limit; without one, requests to this machine's own clones are as good as unlimited. */
  rateLimit?: Partial<RateLimitOptions>;
  /** New `owner/repo` by the old one. */
  renamed?: Readonly<Record<string, string>>;
  /** Those of a repository in place of the ones beside its clone, by `owner/repo`. */
  conversations?: Readonly<Record<string, () => Conversations>>;
}

export interface GithubApi {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** Requests that came in, downloads included. */
  readonly requests: number;
  /** Stops the server and the git processes of its clones. */
  close(): Promise<void>;
}

const githubTreeLimits: TreeLimits = { entries: 100_000, bytes: 7 * 1024 * 1024 };
const unlimited: RateLimitOptions = { limit: 1_000_000, windowMs: 3_600_000, now: Date.now };

/** Serves clones through GitHub's REST API on a free port of 127.0.0.1. @throws ConfigError */
export async function startGithubApi(options: GithubApiOptions): Promise<GithubApi> {
  requireDistinctNames(options.clones);
  const limiter = createRateLimiter({ ...unlimited, ...options.rateLimit });
  const server = await serveLoopback((serverUrl) => {
    const state = createState(serverUrl, options);
    return (request, response) => respond(request, response, state, { ...options, limiter });
  }, options);
  return {
    url: server.url,
    get requests() {
      return server.requests;
    },
    close: async () => {
      const closed = server.close();
      for (const clone of options.clones) clone.close();
      await closed;
    },
  };
}

function requireDistinctNames(clones: readonly Clone[]): void {
  const folders = new Map<string, string>();
  for (const { name, folder } of clones) {
    const other = folders.get(name.toLowerCase());
    if (other !== undefined) {
      throw new ConfigError(
        `${other} and ${folder} are both the repository ${name}: name only one of them.`,
      );
    }
    folders.set(name.toLowerCase(), folder);
  }
}

function createState(serverUrl: string, options: GithubApiOptions): ServerState {
  const treeLimits = options.treeLimits ?? githubTreeLimits;
  const isPrivate = options.token !== undefined;
  return {
    serverUrl,
    repositories: new Map(
      options.clones.map((clone) => [
        clone.name.toLowerCase(),
        serveRepository(clone, serverUrl, {
          isPrivate,
          treeLimits,
          conversations: givenConversations(clone.name, options),
        }),
      ]),
    ),
    renamed: new Map(
      Object.entries(options.renamed ?? {}).map(([from, to]) => [
        from.toLowerCase(),
        to.toLowerCase(),
      ]),
    ),
  };
}

function givenConversations(name: string, { conversations }: GithubApiOptions) {
  const given = conversations?.[name];
  return given && (async () => given());
}
