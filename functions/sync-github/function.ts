import { githubApiUrl, optionalSetting } from '@docpilot/shared/config';
import { conversationSources } from '@docpilot/shared/conversation-sources';
import { distinctRepositories } from '@docpilot/shared/distinct-repositories';
import { openEmbedder } from '@docpilot/shared/embed';
import { githubConversations } from '@docpilot/shared/github-conversations';
import { configuredRepositories } from '@docpilot/shared/github-repositories';
import { githubRepository } from '@docpilot/shared/github-repository';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { serveFunction } from '@docpilot/shared/serve-function';
import { syncRoutes } from '@docpilot/shared/sync-routes';

/**
 * Syncs one repository, or its issues, pull requests, discussions and releases, for one time slice; only
 * the workflow may call it.
 */
export const createSyncGithub: CreateFunction = ({ environment, openDatabase, log }) => {
  // Long timeouts: a sync may wait for other writers, as nobody waits for the sync.
  const limits = { statementTimeoutMs: 60_000, connectionTimeoutMs: 60_000 };
  const apiUrl = githubApiUrl(environment);
  const token = optionalSetting(environment, 'githubToken');
  const names = configuredRepositories(optionalSetting(environment, 'repositories') ?? [], {
    apiUrl,
    token,
  });
  const shared = {
    database: openDatabase(environment, { poolSize: 1, ...limits }),
    environment,
    embedder: openEmbedder(environment),
  };
  const bots = optionalSetting(environment, 'bots') ?? [];
  return serveFunction({
    name: 'sync-github',
    routes: [
      ...syncRoutes({
        ...shared,
        kind: 'github',
        names,
        openSource: (name, requestLimits) =>
          githubRepository(name, { apiUrl, token, ...requestLimits }),
        distinct: (configured) => distinctRepositories(configured, { apiUrl, token }),
      }),
      ...syncRoutes({
        ...shared,
        kind: 'conversations',
        below: '/conversations',
        names: conversationSources(environment, names),
        openSource: (name, requestLimits) =>
          githubConversations(name, { apiUrl, token, bots, ...requestLimits }),
      }),
    ],
    environment,
    log,
  });
};
