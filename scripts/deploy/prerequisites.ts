import { type ReadOutput, readOutput } from './command.ts';
import { missingRights } from './missing-rights.ts';
import { type DeployOptions, UsageError } from './options.ts';

interface Prerequisite {
  name: string;
  holds(readProgram: ReadOutput): Promise<boolean>;
  fix: string;
}

/** What must be on the machine. */
const tools: readonly Prerequisite[] = [
  {
    name: 'gcloud',
    holds: async (readProgram) => (await readProgram('gcloud', ['--version'])) !== undefined,
    fix: 'gcloud is missing: install it from https://cloud.google.com/sdk/docs/install.',
  },
  {
    name: 'terraform 1.11 or newer',
    holds: async (readProgram) => {
      const json = await readProgram('terraform', ['version', '-json']);
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
    holds: async (readProgram) => (await activeAccount(readProgram)) !== undefined,
    fix: 'gcloud knows nobody: run gcloud auth login.',
  },
  {
    name: 'credentials for Terraform',
    holds: async (readProgram) =>
      (await readProgram('gcloud', ['auth', 'application-default', 'print-access-token'])) !==
      undefined,
    fix: 'Terraform has no credentials: run gcloud auth application-default login.',
  },
];

/** What one must have at Google. */
const access = ({ project }: DeployOptions): Prerequisite[] => [
  {
    name: `the project ${project}`,
    holds: async (readProgram) =>
      (await readProgram('gcloud', [
        'projects',
        'describe',
        project,
        '--format=value(projectId)',
      ])) === project,
    fix: `The project ${project} is not there, or this account may not see it: create it, or ask for the role Owner on it.`,
  },
  {
    name: 'a billing account behind it',
    holds: async (readProgram) =>
      (await readProgram('gcloud', [
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
export async function activeAccount(
  readProgram: ReadOutput = readOutput,
): Promise<string | undefined> {
  const account = await readProgram('gcloud', ['config', 'get-value', 'account']);
  return account === undefined || !account.includes('@') ? undefined : account;
}

/** Everything that is missing on the machine: a sentence each, which says what to do. */
export function missingTools(readProgram: ReadOutput = readOutput): Promise<string[]> {
  return missing(tools, readProgram);
}

/** @throws UsageError with what is missing, as far as it can be asked for: the rest follows it */
export async function requireAccess(
  options: DeployOptions,
  readProgram: ReadOutput = readOutput,
  rights: typeof missingRights = missingRights,
): Promise<void> {
  const stages = [
    () => missing(tools, readProgram),
    () => missing(signedIn, readProgram),
    () => missing(access(options), readProgram),
    () => rights(options.project, readProgram),
  ];
  for (const stage of stages) {
    const problems = await stage();
    if (problems.length > 0) throw new UsageError(problems.join('\n'));
  }
}

async function missing(
  prerequisites: readonly Prerequisite[],
  readProgram: ReadOutput,
): Promise<string[]> {
  const problems: string[] = [];
  for (const { holds, fix } of prerequisites) if (!(await holds(readProgram))) problems.push(fix);
  return problems;
}
