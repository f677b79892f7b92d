import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '@docpilot/shared/database';
import { parse } from 'yaml';
import { openClone } from '../../local/github/open-clone.ts';
import { startGithubApi } from '../../local/github/start-github-api.ts';
import type { BuiltBundles, Settings } from '../build/running-bundle.ts';
import { type DeployedFunction, deployFunction } from '../support/deployed-function.ts';
import { driveUnderTest } from '../support/drive-under-test.ts';
import { addressOfTestDatabase, openTestDatabase } from '../support/test-database.ts';
import { relayDatabase, type UnsteadyRelay } from '../support/unsteady-relay.ts';
import { type Run, run } from './run-source.ts';
import { syncWorkflow } from './sync-run.ts';

/** What Google gives the workflow for a function's address, and what the function asks for. */
const tokenFor = (audience: string) => `token for ${audience}`;

/** As many instances as each function gets when it is deployed. */
const deployment: Record<string, { instances: number }> = parse(
  readFileSync(new URL('../../terraform/functions.yaml', import.meta.url), 'utf8'),
);

export type Intercept = (
  request: IncomingMessage,
  response: ServerResponse,
) => boolean | Promise<boolean>;

/** The bundled sync functions behind a Cloud Run of their own, with what they read and write. */
export interface DeployedSync {
  readonly database: Database;
  readonly relay: UnsteadyRelay;
  readonly drive: Awaited<ReturnType<typeof driveUnderTest>>;
  readonly github: DeployedFunction;
  readonly folders: DeployedFunction;
  /** Lets requests to GitHub be answered otherwise. */
  interceptGithub(next: Intercept): void;
  /** Runs workflows/sync.yaml, without really sleeping. */
  sync(argument: unknown, executionId?: string): Promise<Run>;
  close(): Promise<void>;
}

/** Of the workflow's argument: no function but GitHub's is started. */
export const githubAlone = { folders: [], sites: [] };

/** @param clones folders; all of them are configured unless the settings say otherwise */
export async function deploySync(
  built: BuiltBundles,
  { clones: folderNames, settings = {} }: Deployable,
): Promise<DeployedSync> {
  const database = await openTestDatabase();
  const address = await addressOfTestDatabase();
  const relay = await relayDatabase(address.url);
  const drive = await driveUnderTest();
  let intercept: Intercept = () => false;
  const clones = await Promise.all(folderNames.map((folder) => openClone(folder)));
  const api = await startGithubApi({
    clones,
    token: 'the-token',
    intercept: (request, response) => intercept(request, response),
  });
  const environment: Settings = {
    DATABASE_URL: relay.url,
    GITHUB_API_URL: api.url,
    GH_PAT: 'the-token',
    GH_REPOS: clones.map(({ name }) => name).join(','),
    ...drive.environment,
    ...settings,
  };
  const deploy = (name: string) => {
    const maxInstances = deployment[name]?.instances ?? 0;
    return deployFunction(built.of(name), { settings: environment, maxInstances, tokenFor });
  };
  const github = await deploy('sync-github');
  const folders = await deploy('sync-drive');
  const sites = await deploy('sync-web');
  return {
    database,
    relay,
    drive,
    github,
    folders,
    interceptGithub: (next) => {
      intercept = next;
    },
    sync: (argument, executionId = 'execution-1') =>
      run(syncWorkflow, {
        argument,
        executionId,
        identityToken: tokenFor,
        environment: {
          SYNC_GITHUB_URL: github.url,
          SYNC_DRIVE_URL: folders.url,
          SYNC_WEB_URL: sites.url,
        },
      }),
    close: async () => {
      await github.close();
      await folders.close();
      await sites.close();
      await api.close();
      await drive.close();
      await relay.close();
      await address.close();
    },
  };
}

export interface Deployable {
  clones: readonly string[];
  settings?: Settings;
}
