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

/** One part of the plan, with its heading. */
export interface Part {
  heading: string;
  /** What a person must do before it. */
  todo?: string;
  commands: Command[];
}

/** Everything that quickstart runs, in order. */
export function quickstartPlan(
  options: DeployOptions,
  deployment: Deployment,
  {
    secrets,
    secretVersions,
    publicFunctions,
    apis,
  }: {
    /** The values by variable. */
    secrets: Readonly<Record<string, string>>;
    secretVersions: Readonly<Record<string, string>>;
    publicFunctions: readonly string[];
    apis: readonly string[];
  },
): Part[] {
  return [
    { heading: 'Prepare the project', commands: prepareCommands(options, apis) },
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
      heading: 'The functions, the workflow and the monitoring (about 5 minutes)',
      commands: appCommands(options, deployment, secretVersions, { first: true, publicFunctions }),
    },
    {
      heading: 'The first sync',
      ...(deployment.settings.GDRIVE_FOLDER_ID === undefined ? {} : { todo: shareFolder(options) }),
      commands: [firstSyncCommand(options)],
    },
  ];
}

/**
 * How to use the deployment.
 * @param projectNumber the project's, of which the address that assistants sign in to is made
 */
export function usageText(
  { project, region }: DeployOptions,
  projectNumber = 'PROJECTNUMBER',
): string {
  const url = `https://${region}-${project}.cloudfunctions.net`;
  const signInUrl = `https://mcp-${projectNumber}.${region}.run.app`;
  return [
    `DocPilot is at ${url}/home`,
    'To sync after each change, add a webhook to each repository on GitHub (Settings, Webhooks):',
    `  ${url}/webhook/github, content type application/json, the secret GH_WEBHOOK_SECRET; the events`,
    '  Pushes and, for conversations, Issues, Issue comments, Pull requests, their reviews and review',
    '  comments, Discussions, Discussion comments and Releases',
    'To connect Claude Code:',
    `  claude mcp add --transport http docpilot ${url}/mcp --header "X-API-KEY: YOUR_KEY"`,
    'The key is the one you typed, or the generated one:',
    `  gcloud secrets versions access latest --secret=${secretId('API_TOKEN')} --project=${project}`,
    'claude.ai and ChatGPT connect by signing in, for now with this key, to',
    `  ${signInUrl}/mcp`,
    'To let people sign in with Google, once (docs/sign-in.md): a consent screen for "Internal" at',
    `  https://console.cloud.google.com/auth/branding?project=${project}`,
    'and a client of the type "Web application" with this redirect address:',
    `  ${signInUrl}/callback`,
    'This checks the deployment, and the sign-in with it:',
    `  npm run doctor -- --url ${url}`,
  ].join('\n');
}

function shareFolder({ project }: DeployOptions): string {
  return [
    `Share the Drive folder, as a viewer, with docpilot-sync-drive@${project}.iam.gserviceaccount.com`,
    '(if your Workspace refuses it as an address outside the organisation, its administrator has to allow you to share there: https://support.google.com/a/answer/60781)',
  ].join('\n');
}
