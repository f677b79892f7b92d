import { type Environment, githubApiUrl, optionalSetting } from '@docpilot/shared/config';
import { conversationSources } from '@docpilot/shared/conversation-sources';
import { examineSite } from '@docpilot/shared/examine-site';
import { configuredRepositories } from '@docpilot/shared/github-repositories';
import { missingRights } from '@docpilot/shared/missing-rights';
import { readWebPage } from '@docpilot/shared/read-web-page';
import type { Check } from './checks.ts';

/** A check asks for a few pages. */
const requestTimeoutMs = 20_000;

/** A check of each site in SITES, and of what GH_PAT may read of each repository in GH_REPOS. */
export async function sourceChecks(environment: Environment): Promise<Check[]> {
  const sites = optionalSetting(environment, 'sites') ?? [];
  const options = {
    readPage: readWebPage,
    privateHosts: optionalSetting(environment, 'sitePrivateHosts') ?? [],
    contact: optionalSetting(environment, 'siteContact'),
    requestTimeoutMs,
  };
  return [
    ...sites.map((site) => ({ name: site, run: () => examineSite(site, options) })),
    ...(await repositoryChecks(environment)),
  ];
}

async function repositoryChecks(environment: Environment): Promise<Check[]> {
  const token = optionalSetting(environment, 'githubToken');
  const named = optionalSetting(environment, 'repositories') ?? [];
  if (token === undefined || named.length === 0) return [];
  const apiUrl = githubApiUrl(environment);
  const options = { apiUrl, token, requestTimeoutMs };
  const repositories = configuredRepositories(named, options);
  const conversations = conversationSources(environment, repositories);
  try {
    const names = [...new Set((await repositories.list()).map((name) => name.replace(/@.*/, '')))];
    const spoken = new Set(await conversations.list());
    return names.map((name) => ({
      name,
      run: () => rightsTo(name, options, spoken.has(name)),
    }));
  } catch (error) {
    const run = () => Promise.reject(error);
    return [{ name: 'GH_REPOS', run }];
  }
}

async function rightsTo(
  name: string,
  options: { apiUrl: string; token: string; requestTimeoutMs: number },
  withConversations: boolean,
): Promise<string> {
  const missing = await missingRights(name, options, withConversations);
  if (missing.length > 0) {
    throw new Error(
      `GH_PAT may not read: ${missing.join(', ')}. Let it read that, too, at https://github.com/settings/personal-access-tokens; without, that part is not indexed.`,
    );
  }
  return withConversations
    ? 'the token may read its contents, issues, pull requests and discussions'
    : 'the token may read its contents';
}
