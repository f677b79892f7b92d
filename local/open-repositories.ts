import { randomBytes } from 'node:crypto';
import { type Environment, githubApiUrl, optionalSetting } from '@docpilot/shared/config';
import { conversationSources } from '@docpilot/shared/conversation-sources';
import { distinctRepositories } from '@docpilot/shared/distinct-repositories';
import { ConfigError } from '@docpilot/shared/errors';
import { listRepositories } from '@docpilot/shared/github-repositories';
import { hasConversations } from './github/conversations/conversations-folder.ts';
import { type Clone, openClone } from './github/open-clone.ts';
import { startGithubApi } from './github/start-github-api.ts';
import type { Options } from './options.ts';

/** The repositories to index and the GitHub API that serves them. */
export interface Repositories {
  apiUrl: string;
  token: string | undefined;
  /** For GH_REPOS. */
  setting: readonly string[];
  /** Those that it means now. */
  names: readonly string[];
  /** Those with conversations: of clones, the ones with a folder of them beside. */
  conversations: readonly string[];
  /** What is to be said of them at the start. */
  notes: readonly string[];
  /** Empty with the real GitHub. */
  clones: readonly Clone[];
  close(): Promise<void>;
}

/**
 * Local clones behind a GitHub API on loopback, or the real GitHub's GH_REPOS; none where other
 * sources are named alone.
 * @throws ConfigError
 */
export async function openRepositories(
  { repos, drive, folders, sites, startedIn }: Options,
  environment: Environment,
): Promise<Repositories> {
  const named = optionalSetting(environment, 'repositories');
  if (named !== undefined && repos.length > 0) {
    throw new ConfigError('GH_REPOS and --repo cannot be combined: unset one of them.');
  }
  if (named !== undefined) {
    const apiUrl = githubApiUrl(environment);
    const token = optionalSetting(environment, 'githubToken');
    const listed = await listRepositories(named, { apiUrl, token });
    const { names, notes } = await distinctRepositories(listed, { apiUrl, token });
    const conversations = await conversationSources(environment, {
      list: async () => names,
      includes: (name) => names.includes(name),
    }).list();
    const close = async () => {};
    return { apiUrl, token, setting: named, names, conversations, notes, clones: [], close };
  }
  const around = [...repos, ...folders, ...sites].length === 0 && drive === null;
  const clones = await Promise.all(
    around ? [openClone(startedIn, { orAbove: true })] : repos.map((folder) => openClone(folder)),
  );
  // Other users of this machine can reach the port, but do not know the token.
  const token = randomBytes(24).toString('base64url');
  const api = await startGithubApi({ clones, token });
  const names = clones.map((clone) => clone.name);
  const isOff = optionalSetting(environment, 'conversations') === 'off';
  const spoken = await Promise.all(clones.map(({ folder }) => hasConversations(folder)));
  return {
    apiUrl: api.url,
    token,
    setting: names,
    names,
    conversations: isOff ? [] : names.filter((_, index) => spoken[index]),
    notes: [],
    clones,
    close: api.close,
  };
}
