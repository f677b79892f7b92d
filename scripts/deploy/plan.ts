import type { Command } from './command.ts';
import { type Deployment, variablesFile } from './deployment.ts';
import { firstSyncArguments, runFirstSync } from './first-sync.ts';
import type { DeployOptions } from './options.ts';
import { regionsArguments, requireRegion } from './regions.ts';
import { secretId } from './secret-names.ts';
import { terraformProgram } from './terraform-program.ts';

/** The versioned bucket with Terraform's state, which must exist before Terraform runs. */
export function stateBucket(project: string): string {
  return `${project}-docpilot-terraform`;
}

/**
 * What Terraform needs before its first run.
 * @param apis all that DocPilot needs: a call enables at most 20
 */
export function prepareCommands(options: DeployOptions, apis: readonly string[]): Command[] {
  const { project, region } = options;
  const bucket = `gs://${stateBucket(project)}`;
  return [
    gcloud('Enable the APIs', ['services', 'enable', ...apis, `--project=${project}`]),
    {
      ...gcloud(`Look whether Google offers ${region}`, regionsArguments(options)),
      perform: () => requireRegion(options),
    },
    // Otherwise Google creates it some time after the first use.
    gcloud('Create the account with which Workflows acts', [
      ...['beta', 'services', 'identity', 'create', '--service=workflows.googleapis.com'],
      `--project=${project}`,
    ]),
    gcloud("Create a bucket for Terraform's state", [
      ...['storage', 'buckets', 'create', bucket, `--project=${project}`, `--location=${region}`],
      ...['--uniform-bucket-level-access', '--public-access-prevention'],
    ]),
    gcloud('Keep its earlier versions', ['storage', 'buckets', 'update', bucket, '--versioning']),
  ];
}

/** Applies terraform/base or terraform/app. */
export function terraformCommands(
  half: 'base' | 'app',
  { project, yes }: DeployOptions,
  more: readonly string[] = [],
): Command[] {
  const [program, ...first] = terraformProgram();
  const chdir = `-chdir=terraform/${half}`;
  return [
    {
      title: `terraform/${half}: init`,
      program,
      args: [
        ...[...first, chdir, 'init', '-input=false', '-reconfigure'],
        `-backend-config=bucket=${stateBucket(project)}`,
      ],
    },
    {
      title: `terraform/${half}: apply`,
      program,
      args: [
        // Without -input=false, which would keep Terraform from asking for approval.
        ...[...first, chdir, 'apply', `-var-file=${variablesFile(project)}`, ...more],
        ...(yes ? ['-auto-approve'] : []),
      ],
    },
  ];
}

/** Prepares and migrates the database. */
export function databaseCommands(options: DeployOptions, { first }: { first: boolean }): Command[] {
  const { project, region, instance } = options;
  const where = [`--project=${project}`, `--region=${region}`, `--instance=${instance}`];
  const script = (title: string, name: string): Command => ({
    title,
    program: 'npm',
    args: ['run', name, '--', ...where],
  });
  return [
    ...(first ? [script('Prepare the database, once', 'bootstrap')] : []),
    script('Migrate the schema to this version', 'migrate'),
  ];
}

/**
 * Deploys the functions and everything around them.
 * @param secretVersions the version of each secret, by variable
 * @param first whether nothing runs yet. Later, one revision is replaced at a time, so that old and
 *   new instances together have enough connections (16 and the largest function's 4, of 22)
 */
export function appCommands(
  options: DeployOptions,
  { publicAccess }: Pick<Deployment, 'publicAccess'>,
  secretVersions: Readonly<Record<string, string>>,
  { first, publicFunctions }: { first: boolean; publicFunctions: readonly string[] },
): Command[] {
  const { project, region } = options;
  return [
    ...terraformCommands('app', options, [
      `-var=secret_versions=${JSON.stringify(secretVersions)}`,
      ...(first ? [] : ['-parallelism=1']),
    ]),
    // The functions API has no field for this, and a new revision may reset it.
    ...(publicAccess === 'all-users' ? [] : publicFunctions).map((name) =>
      gcloud(`Let ${name} check callers itself instead of Google`, [
        ...['run', 'services', 'update', name, '--no-invoker-iam-check'],
        ...[`--project=${project}`, `--region=${region}`],
      ]),
    ),
  ];
}

/** Adds a new version to a secret, passed by standard input. */
export function secretCommand(
  { project }: DeployOptions,
  variable: string,
  value: string,
): Command {
  return {
    ...gcloud(`Add a new version of ${variable}`, [
      ...['secrets', 'versions', 'add', secretId(variable)],
      ...[`--project=${project}`, '--data-file=-'],
    ]),
    input: value,
    inputName: variable,
  };
}

/** Disables a version of a secret, which can be enabled again. */
export function disableCommand(
  { project }: DeployOptions,
  variable: string,
  version: string,
): Command {
  return gcloud(`Disable version ${version} of ${variable}`, [
    ...['secrets', 'versions', 'disable', version, `--secret=${secretId(variable)}`],
    `--project=${project}`,
  ]);
}

/** The gcloud arguments that print the number of a secret's newest enabled version, if any. */
export function newestVersionArguments({ project }: DeployOptions, variable: string): string[] {
  return [
    ...['secrets', 'versions', 'list', secretId(variable), `--project=${project}`],
    ...['--filter=state=ENABLED', '--sort-by=~createTime', '--limit=1'],
    '--format=value(name.basename())',
  ];
}

export function firstSyncCommand(options: DeployOptions): Command {
  return {
    ...gcloud('Run the first sync', firstSyncArguments(options)),
    perform: () => runFirstSync(options),
  };
}

/** Hides what the new settings leave out, and reads what they add; without it, the schedule would. */
export function deploySyncCommand(options: DeployOptions): Command {
  return {
    ...gcloud('Sync with the new settings', firstSyncArguments(options, 'deploy')),
    perform: () => runFirstSync(options, undefined, undefined, 'deploy'),
  };
}

export const buildCommand: Command = {
  title: 'Build one bundle for each function',
  program: 'npm',
  args: ['run', 'build'],
};

function gcloud(title: string, args: readonly string[]): Command {
  return { title, program: 'gcloud', args };
}
