import { read } from './command.ts';
import { missingRights } from './missing-rights.ts';
import { type DeployOptions, UsageError } from './options.ts';

/** Asks a program; undefined when it is missing or fails. A test hands in another. */
export type Ask = (program: string, args: readonly string[]) => Promise<string | undefined>;

interface Prerequisite {
  name: string;
  holds(ask: Ask): Promise<boolean>;
  fix: string;
}

/** What must be on the machine. */
const tools: readonly Prerequisite[] = [
  {
    name: 'gcloud',
    holds: async (ask) => (await ask('gcloud', ['--version'])) !== undefined,
    fix: 'gcloud is missing: install it from https://cloud.google.com/sdk/docs/install.',
  },
  {
    name: 'terraform 1.11 or newer',
    holds: async (ask) => {
      const json = await ask('terraform', ['version', '-json']);
      const [major = 0, minor = 0] =
        /"terraform_version": *"(\d+)\.(\d+)/
          .exec(json ?? '')
          ?.slice(1)
          .map(Number) ?? [];
      return major === 1 && minor >= 11;
    },
    fix: 'terraform is missing or too old: install 1.11 or newer from https://developer.hashicorp.com/terraform/install.',
  },
];

/** Without these nothing else can be asked. */
const signedIn: readonly Prerequisite[] = [
  {
    name: 'signed in to gcloud',
    holds: async (ask) => (await activeAccount(ask)) !== undefined,
    fix: 'gcloud knows nobody: run gcloud auth login.',
  },
  {
    name: 'credentials for Terraform',
    holds: async (ask) =>
      (await ask('gcloud', ['auth', 'application-default', 'print-access-token'])) !== undefined,
    fix: 'Terraform has no credentials: run gcloud auth application-default login.',
  },
];

/** What one must have at Google. */
const access = ({ project }: DeployOptions): Prerequisite[] => [
  {
    name: `the project ${project}`,
    holds: async (ask) =>
      (await ask('gcloud', ['projects', 'describe', project, '--format=value(projectId)'])) ===
      project,
    fix: `The project ${project} is not there, or this account may not see it: create it, or ask for the role Owner on it.`,
  },
  {
    name: 'a billing account behind it',
    holds: async (ask) =>
      (await ask('gcloud', [
        'billing',
        'projects',
        'describe',
        project,
        '--format=value(billingEnabled)',
      ])) === 'True',
    fix: `The project ${project} has no billing account: gcloud billing projects link ${project} --billing-account=ACCOUNT.`,
  },
];

/** @returns the address gcloud acts as */
export async function activeAccount(ask: Ask = read): Promise<string | undefined> {
  const account = await ask('gcloud', ['config', 'get-value', 'account']);
  return account === undefined || !account.includes('@') ? undefined : account;
}

/** Everything that is missing on the machine: a sentence each, which says what to do. */
export function missingTools(ask: Ask = read): Promise<string[]> {
  return missing(tools, ask);
}

/** @throws UsageError with what is missing, as far as it can be asked for: the rest follows it */
export async function requireAccess(
  options: DeployOptions,
  ask: Ask = read,
  rights: typeof missingRights = missingRights,
): Promise<void> {
  const stages = [
    () => missing(tools, ask),
    () => missing(signedIn, ask),
    () => missing(access(options), ask),
    () => rights(options.project, ask),
  ];
  for (const stage of stages) {
    const problems = await stage();
    if (problems.length > 0) throw new UsageError(problems.join('\n'));
  }
}

async function missing(prerequisites: readonly Prerequisite[], ask: Ask): Promise<string[]> {
  const problems: string[] = [];
  for (const { holds, fix } of prerequisites) if (!(await holds(ask))) problems.push(fix);
  return problems;
}
