import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Where to deploy: the options of every script that uses the cloud. */
export interface DeployOptions {
  project: string;
  region: string;
  instance: string;
  dryRun: boolean;
  yes: boolean;
}

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const forms = {
  project: /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
  region: /^[a-z]+-[a-z]+\d+$/,
  instance: /^[a-z][a-z0-9-]{0,62}$/,
};

/**
 * Reads the command line.
 * @param defaults the project and the region if they are not given
 * @returns 'help' for --help
 * @throws UsageError that names the flag and the fix
 */
export function readOptions(
  args: readonly string[],
  defaults: { project?: string; region?: string } = {},
): DeployOptions | 'help' {
  const values = readFlags(args, {
    project: { type: 'string' },
    region: { type: 'string' },
    instance: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false, short: 'h' },
  });
  if (values.help) return 'help';
  return {
    project: checked('project', values.project ?? defaults.project, 'my-team-docs'),
    region: checked('region', values.region ?? defaults.region, 'europe-west1'),
    instance: checked('instance', values.instance ?? 'docpilot', 'docpilot'),
    dryRun: values['dry-run'],
    yes: values.yes,
  };
}

/** @throws UsageError for an unknown flag */
export function readFlags<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('. ')[0]}. --help lists the flags.`);
  }
}

function checked(flag: keyof typeof forms, value: string | undefined, example: string): string {
  if (value === undefined) throw new UsageError(`--${flag} is missing, for example ${example}.`);
  if (forms[flag].test(value)) return value;
  throw new UsageError(`--${flag} ${value} is not valid; it looks like ${example}.`);
}

/** The flags, for --help. */
export const flagHelp = `
  --project ID      the Google Cloud project, for example my-team-docs
  --region REGION   the region of everything, for example europe-west1
  --instance NAME   the Cloud SQL instance (docpilot)
  --dry-run         print every command and run none
  --yes             let Terraform apply without asking
  --help            show this text`;
