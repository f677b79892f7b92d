import { optionalSetting } from '@docpilot/shared/config';
import { openEmbedder } from '@docpilot/shared/embed';
import { githubRepository } from '@docpilot/shared/github-repository';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { serveFunction } from '@docpilot/shared/serve-function';
import { planRoute, sliceRoute } from '@docpilot/shared/slice-route';

/** For the workflow alone: one repository, one time slice. */
export const createSyncGithub: CreateFunction = ({ environment, openDatabase, log }) => {
  // Reading waits for writing as long as that may last: nobody else is kept waiting.
  const limits = { statementTimeoutMs: 60_000, connectionTimeoutMs: 60_000 };
  const database = openDatabase(environment, { poolSize: 1, ...limits });
  const configured = optionalSetting(environment, 'repositories') ?? [];
  const apiUrl = optionalSetting(environment, 'githubApiUrl') ?? 'https://api.github.com';
  const token = optionalSetting(environment, 'githubToken');
  return serveFunction({
    name: 'sync-github',
    routes: [
      planRoute('github', 'repositories', configured, database),
      sliceRoute(
        'repository',
        configured,
        database,
        environment,
        openEmbedder(environment),
        (name, { deadline, signal }) => githubRepository(name, { apiUrl, token, deadline, signal }),
      ),
    ],
    apiKeys: [],
    environment,
    log,
  });
};
