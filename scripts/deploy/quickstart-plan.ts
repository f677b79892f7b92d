import type { Command } from './command.ts';
import type { Deployment } from './deployment.ts';
import type { DeployOptions } from './options.ts';
import {
  appCommands,
  buildCommand,
  databaseCommands,
  firstSyncCommand,
  prepareCommands,
  secretCommand,
  terraformCommands,
} from './plan.ts';
import { secretId } from './secret-names.ts';

/** A part of the way, under its heading. */
export interface Part {
  heading: string;
  /** What a person does before it. */
  todo?: string;
  commands: Command[];
}

/** Everything quickstart runs, in its order. */
export function quickstartPlan(
  options: DeployOptions,
  deployment: Deployment,
  {
    secrets,
    secretVersions,
    publicFunctions,
  }: {
    /** The values by their variables. */
    secrets: Readonly<Record<string, string>>;
    secretVersions: Readonly<Record<string, string>>;
    publicFunctions: readonly string[];
  },
): Part[] {
  return [
    { heading: 'Prepare the project', commands: prepareCommands(options) },
    { heading: 'Build', commands: [buildCommand] },
    {
      heading: 'Accounts, secrets and the database (about 10 minutes)',
      commands: terraformCommands('base', options),
    },
    {
      heading: 'The secrets',
      commands: Object.entries(secrets).map(([variable, value]) =>
        secretCommand(options, variable, value),
      ),
    },
    { heading: 'The schema', commands: databaseCommands(options, { first: true }) },
    {
      heading: 'The functions, the workflow and the watch (about 5 minutes)',
      commands: appCommands(options, deployment, secretVersions, { first: true, publicFunctions }),
    },
    {
      heading: 'The first sync',
      ...(deployment.settings.GDRIVE_FOLDER_ID === undefined ? {} : { todo: shareFolder(options) }),
      commands: [firstSyncCommand(options)],
    },
  ];
}

/** What to do with it once it runs. */
export function lastWords({ project, region }: DeployOptions): string {
  const url = `https://${region}-${project}.cloudfunctions.net`;
  return [
    `DocPilot is at ${url}/home`,
    'GitHub tells of pushes by a webhook on each repository (Settings, Webhooks):',
    `  ${url}/webhook/github, content type application/json, the secret GH_WEBHOOK_SECRET`,
    'Claude Code finds it with',
    `  claude mcp add --transport http docpilot ${url}/mcp --header "X-API-KEY: YOUR_KEY"`,
    'The key is what was typed, or made:',
    `  gcloud secrets versions access latest --secret=${secretId('API_TOKEN')} --project=${project}`,
    'See that all is well with',
    `  npm run doctor -- --url ${url}`,
  ].join('\n');
}

function shareFolder({ project }: DeployOptions): string {
  return `Share the Drive folder, as a viewer, with docpilot-sync-drive@${project}.iam.gserviceaccount.com`;
}
