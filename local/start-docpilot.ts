import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { changedPatterns } from '@docpilot/shared/changed-patterns';
import { type Environment, optionalSetting } from '@docpilot/shared/config';
import type { SourceKind } from '@docpilot/shared/document';
import { createLogger } from '@docpilot/shared/log';
import { migrate } from '@docpilot/shared/migrate';
import type { CreateFunction } from '@docpilot/shared/register-function';
import { repeatedRepositories } from '@docpilot/shared/repeated-repositories';
import { createHome } from '../functions/home/function.ts';
import { createList } from '../functions/list/function.ts';
import { createMcp } from '../functions/mcp/function.ts';
import { createSearch } from '../functions/search/function.ts';
import { createSyncDrive } from '../functions/sync-drive/function.ts';
import { createSyncGithub } from '../functions/sync-github/function.ts';
import { createSyncSources } from '../functions/sync-sources/function.ts';
import { createSyncWeb } from '../functions/sync-web/function.ts';
import { createWebhook } from '../functions/webhook/function.ts';
import { chosenSites } from './chosen-sites.ts';
import { inFolder } from './database/data-folder.ts';
import { keepMaintained } from './database/maintain.ts';
import { endLeases, isEmbedded, type OpenData } from './database/open-database.ts';
import { createSyncFolder } from './folder/sync-folder.ts';
import { watchFolders } from './folder/watch-folders.ts';
import { functionServer } from './functions/function-server.ts';
import { type Admits, type Gateway, openGateway } from './functions/gateway.ts';
import { conversationsFolder } from './github/conversations/conversations-folder.ts';
import { localKey } from './local-key.ts';
import { openLogFile } from './log-file.ts';
import { openFolders } from './open-folders.ts';
import { openRepositories, type Repositories } from './open-repositories.ts';
import type { Options } from './options.ts';
import { scheduleSyncs } from './schedule-syncs.ts';
import { watchClones } from './watch-clones.ts';
import { startExecutionsApi } from './workflow/executions-api.ts';
import { loadWorkflow } from './workflow/load-workflow.ts';

/** A running DocPilot on this machine; starting it syncs nothing. */
export interface LocalDocPilot {
  readonly url: string;
  readonly apiKey: string;
  /** The secret that signs push webhooks. */
  readonly webhookSecret: string;
  /** Whether the key was made here, so that it may be shown. */
  readonly keyIsLocal: boolean;
  /** The configured sources: repositories by name, folders by id. */
  readonly sources: readonly { kind: SourceKind; name: string }[];
  /** What is to be said of the settings at the start. */
  readonly notes: readonly string[];
  /** Syncs every three hours from now on and, with `--watch`, within seconds of each commit. */
  keepFresh(): Promise<void>;
  close(): Promise<void>;
}

const workflowFile = join(import.meta.dirname, '..', 'workflows', 'sync.yaml');
/** Made up: only the executions API on loopback sees them. */
const project = 'docpilot-local';
const region = 'europe-west1';
const workflowId = 'docpilot-sync';
/** The functions of paths that do not start with their names. */
const shortcuts = {
  documents: 'list',
  ...Object.fromEntries(
    ['.well-known', 'authorize', 'callback', 'consent', 'jwks', 'register', 'revoke', 'token'].map(
      (path) => [path, 'mcp'],
    ),
  ),
};

/**
 * Starts every function in this process, and on loopback the stand-ins for what cannot run here.
 * @param data closed with what is started, and when starting fails
 * @throws ConfigError with one line that says what to do
 */
export async function startDocPilot(
  options: Options,
  given: Environment,
  data: OpenData,
): Promise<LocalDocPilot> {
  const opened: { close(): unknown }[] = [data];
  const keep = <Part extends { close(): unknown }>(part: Part): Part => {
    opened.push(part);
    return part;
  };
  const close = async () => {
    for (const part of opened.splice(0).reverse()) await part.close();
  };
  try {
    const apiKeys = optionalSetting(given, 'apiKeys');
    const gateway = keep(await openGateway({ port: options.port, fallback: 'home', shortcuts }));
    const repositories = keep(await openRepositories(options, given));
    const folders = keep(await openFolders(options, given));
    const sites = chosenSites(options, given);
    const database = await data.database();
    await migrate(database);

    const accessToken = randomBytes(24).toString('base64url');
    const webhookSecret = given.GH_WEBHOOK_SECRET || randomBytes(24).toString('base64url');
    const identityToken = (audience: string) => `${accessToken}.${audience}`;
    const isWorkflow: Admits = ({ headers }, functionName) =>
      headers.authorization === `Bearer ${identityToken(`${internal.url}/${functionName}`)}`;
    const internal: Gateway = keep(await openGateway({ port: 0, admits: isWorkflow }));
    const executions = keep(
      await startExecutionsApi({
        workflow: loadWorkflow(await readFile(workflowFile, 'utf8')),
        project,
        location: region,
        workflowId,
        environment: {
          SYNC_GITHUB_URL: `${internal.url}/sync-github`,
          SYNC_DRIVE_URL: `${internal.url}/sync-drive`,
          SYNC_WEB_URL: `${internal.url}/sync-web`,
          SYNC_FOLDER_URL: `${internal.url}/sync-folder`,
        },
        token: accessToken,
        identityToken,
      }),
    );
    const apiKey = apiKeys?.[0]?.key ?? inFolder(options.data, () => localKey(options.data));
    const environment: Environment = {
      ...given,
      API_TOKEN: apiKeys === undefined ? apiKey : given.API_TOKEN,
      PUBLIC_URL: given.PUBLIC_URL ?? gateway.url,
      MCP_URL: given.MCP_URL ?? `${gateway.url}/mcp`,
      GITHUB_API_URL: repositories.apiUrl,
      GH_PAT: repositories.token,
      GH_REPOS: repositories.setting.join(','),
      GH_CONVERSATIONS:
        repositories.clones.length === 0
          ? given.GH_CONVERSATIONS
          : repositories.conversations.join(',') || 'off',
    };
    // For the functions that start the workflow; the others have the team's own project and token.
    const trigger: Environment = {
      PROJECT_ID: project,
      REGION: region,
      WORKFLOWS_API_URL: executions.url,
      GOOGLE_ACCESS_TOKEN: accessToken,
    };
    const tell = (sentence: string) => process.stderr.write(`${sentence}\n`);
    const logPath = join(options.data, 'docpilot.log');
    const logFile = keep(inFolder(options.data, () => openLogFile(logPath, tell)));
    const level = optionalSetting(given, 'logLevel') ?? 'info';
    const log = createLogger('local', { level, destination: logFile });
    if (isEmbedded(given)) {
      await endLeases(database);
      const onError = (error: unknown) =>
        log.error({ error }, 'the database could not be maintained');
      keep({ close: await keepMaintained(database, onError) });
    }
    const serve = (name: string, create: CreateFunction, own: Environment = {}) =>
      functionServer(name, create, {
        environment: { ...environment, ...own },
        openDatabase: () => database,
        log: createLogger(name, { level, destination: logFile }),
      });
    internal.serve({
      'sync-github': serve('sync-github', createSyncGithub),
      'sync-drive': serve('sync-drive', createSyncDrive, {
        DRIVE_API_URL: folders.apiUrl,
        GOOGLE_ACCESS_TOKEN: folders.accessToken,
        GDRIVE_FOLDER_ID: folders.ids.join(','),
      }),
      'sync-web': serve('sync-web', createSyncWeb, {
        SITES: sites.names.join(','),
        SITE_PRIVATE_HOSTS: sites.privateHosts.join(','),
      }),
      'sync-folder': serve('sync-folder', createSyncFolder, {
        LOCAL_FOLDERS: options.folders.join('\n'),
      }),
    });
    gateway.serve({
      home: serve('home', createHome),
      list: serve('list', createList),
      mcp: serve('mcp', createMcp),
      search: serve('search', createSearch),
      'sync-sources': serve('sync-sources', createSyncSources, trigger),
      webhook: serve('webhook', createWebhook, {
        ...trigger,
        GH_WEBHOOK_SECRET: webhookSecret,
      }),
    });
    return {
      url: gateway.url,
      apiKey,
      webhookSecret,
      keyIsLocal: apiKeys === undefined,
      sources: [
        ...repositories.names.map((name) => ({ kind: 'github' as const, name })),
        ...repositories.conversations.map((name) => ({ kind: 'conversations' as const, name })),
        ...folders.ids.map((name) => ({ kind: 'drive' as const, name })),
        ...sites.names.map((name) => ({ kind: 'web' as const, name })),
        ...options.folders.map((name) => ({ kind: 'folder' as const, name })),
      ],
      notes: [...changedPatterns(given), ...repeatedRepositories(given), ...repositories.notes],
      keepFresh: async () => {
        const onError = (error: unknown) => log.error({ error }, 'a sync could not be started');
        const parent = `projects/${project}/locations/${region}/workflows/${workflowId}`;
        const url = `${executions.url}/v1/${parent}/executions`;
        const api = { url, token: accessToken };
        keep({ close: scheduleSyncs(api, onError) });
        if (!options.watch) return;
        const watched = [
          ...options.folders.map((folder) => ({ folder, sources: { local_folders: [folder] } })),
          ...conversationsToWatch(repositories),
        ];
        keep({ close: watchFolders(watched, api, onError) });
        const docPilot = { url: gateway.url, webhookSecret };
        keep({ close: await watchClones(repositories.clones, docPilot, onError) });
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The folders beside clones, with the repositories whose conversations they hold. */
function conversationsToWatch({ clones, conversations }: Repositories) {
  return clones
    .filter(({ name }) => conversations.includes(name))
    .map(({ folder, name }) => ({
      folder: conversationsFolder(folder),
      sources: { conversations: [name] },
    }));
}
