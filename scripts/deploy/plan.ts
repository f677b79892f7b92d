import type { Command } from './command.ts';
import { type Deployment, variablesFile } from './deployment.ts';
import { firstSyncArguments, runFirstSync } from './first-sync.ts';
import type { DeployOptions } from './options.ts';
import { secretId } from './secret-names.ts';

/** Where Terraform keeps its state: in a bucket, versioned, that exists before Terraform does. */
export function stateBucket(project: string): string {
  return `${project}-docpilot-terraform`;
}

/** Once: what Terraform itself stands on. */
export function prepareCommands({ project, region }: DeployOptions): Command[] {
  const bucket = `gs://${stateBucket(project)}`;
  const apis = ['cloudresourcemanager', 'serviceusage', 'iam', 'storage'];
  return [
    gcloud('The APIs that Terraform itself needs', [
      ...['services', 'enable', ...apis.map((api) => `${api}.googleapis.com`)],
      `--project=${project}`,
    ]),
    gcloud("A bucket for Terraform's state", [
      ...['storage', 'buckets', 'create', bucket, `--project=${project}`, `--location=${region}`],
      ...['--uniform-bucket-level-access', '--public-access-prevention'],
    ]),
    gcloud('Its earlier versions are kept', [
      'storage',
      'buckets',
      'update',
      bucket,
      '--versioning',
    ]),
  ];
}

/** One half of Terraform: what is there is brought to what is written. */
export function terraformCommands(
  half: 'base' | 'app',
  { project, yes }: DeployOptions,
  more: readonly string[] = [],
): Command[] {
  const chdir = `-chdir=terraform/${half}`;
  return [
    {
      title: `terraform/${half}: its providers and state`,
      program: 'terraform',
      args: [
        ...[chdir, 'init', '-input=false', '-reconfigure'],
        `-backend-config=bucket=${stateBucket(project)}`,
      ],
    },
    {
      title: `terraform/${half}: apply`,
      program: 'terraform',
      args: [
        // Without -input=false, by which Terraform would refuse itself the approval.
        ...[chdir, 'apply', `-var-file=${variablesFile(project)}`, ...more],
        ...(yes ? ['-auto-approve'] : []),
      ],
    },
  ];
}

/** The database's part of a deploy. */
export function databaseCommands(options: DeployOptions, { first }: { first: boolean }): Command[] {
  const { project, region, instance } = options;
  const where = [`--project=${project}`, `--region=${region}`, `--instance=${instance}`];
  const script = (title: string, name: string): Command => ({
    title,
    program: 'npm',
    args: ['run', name, '--', ...where],
    // The right to be the migrator was given a moment ago.
    retries: first ? 6 : 0,
  });
  return [
    ...(first ? [script('Prepare the database, once', 'bootstrap')] : []),
    script('Bring the schema to this version', 'migrate'),
  ];
}

/**
 * The functions and everything around them.
 * @param secretVersions the version of each secret, by its variable
 * @param first whether nothing runs yet: later, one revision is replaced at a time, so that old and
 *   new instances together find enough connections (16 and the largest function's 4, of 22)
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
    // The functions API has no word for it, and a new revision may forget it: after every apply.
    ...(publicAccess === 'all-users' ? [] : publicFunctions).map((name) =>
      gcloud(`${name} asks for a key itself, not for Google's`, [
        ...['run', 'services', 'update', name, '--no-invoker-iam-check'],
        ...[`--project=${project}`, `--region=${region}`],
      ]),
    ),
  ];
}

/** Puts a new version into a secret; it comes by standard input. */
export function secretCommand(
  { project }: DeployOptions,
  variable: string,
  value: string,
): Command {
  return {
    ...gcloud(`A new version of ${variable}`, [
      ...['secrets', 'versions', 'add', secretId(variable)],
      ...[`--project=${project}`, '--data-file=-'],
    ]),
    input: value,
    inputName: variable,
  };
}

/** What prints the number of a secret's newest version that is enabled; nothing without one. */
export function newestVersionArguments({ project }: DeployOptions, variable: string): string[] {
  return [
    ...['secrets', 'versions', 'list', secretId(variable), `--project=${project}`],
    ...['--filter=state=ENABLED', '--sort-by=~createTime', '--limit=1'],
    '--format=value(name.basename())',
  ];
}

export function firstSyncCommand(options: DeployOptions): Command {
  return {
    ...gcloud('The first sync', firstSyncArguments(options)),
    perform: () => runFirstSync(options),
  };
}

export const buildCommand: Command = {
  title: 'One bundle for each function',
  program: 'npm',
  args: ['run', 'build'],
};

function gcloud(title: string, args: readonly string[]): Command {
  return { title, program: 'gcloud', args };
}
