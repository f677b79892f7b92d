import { type ReadOutput, readOutput } from './command.ts';
import { missingRights } from './missing-rights.ts';
import { type DeployOptions, UsageError } from './options.ts';

interface Prerequisite {
  name: string;
  isMet(readProgram: ReadOutput): Promise<boolean>;
  fix: string;
}

/** The programs that must be installed. */
const tools: readonly Prerequisite[] = [
  {
    name: 'gcloud',
    isMet: async (readProgram) => (await readProgram('gcloud', ['--version'])) !== undefined,
    fix: 'gcloud is missing: install it from https://cloud.google.com/sdk/docs/install.',
  },
  {
    name: 'terraform 1.11 or newer',
    isMet: async (readProgram) => {
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

/** The credentials that all further checks need. */
const signedIn: readonly Prerequisite[] = [
  {
    name: 'signed in to gcloud',
    isMet: async (readProgram) => (await activeAccount(readProgram)) !== undefined,
    fix: 'gcloud has no account: run gcloud auth login.',
  },
  {
    name: 'credentials for Terraform',
    isMet: async (readProgram) =>
      (await readProgram('gcloud', ['auth', 'application-default', 'print-access-token'])) !==
      undefined,
    fix: 'Terraform has no credentials: run gcloud auth application-default login.',
  },
];

/** What must exist at Google. */
const access = ({ project }: DeployOptions): Prerequisite[] => [
  {
    name: `the project ${project}`,
    isMet: async (readProgram) =>
      (await readProgram('gcloud', [
        'projects',
        'describe',
        project,
        '--format=value(projectId)',
      ])) === project,
    fix: `The project ${project} does not exist, or this account may not see it: create it, or ask for the role Owner on it.`,
  },
  {
    name: 'a billing account behind it',
    isMet: async (readProgram) =>
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

/** @returns the address of gcloud's active account */
export async function activeAccount(
  readProgram: ReadOutput = readOutput,
): Promise<string | undefined> {
  const account = await readProgram('gcloud', ['config', 'get-value', 'account']);
  return account === undefined || !account.includes('@') ? undefined : account;
}

/** The missing programs: for each, a sentence that says what to do. */
export function missingTools(readProgram: ReadOutput = readOutput): Promise<string[]> {
  return missing(tools, readProgram);
}

/**
 * @throws UsageError with what is missing in the first stage that fails, as later ones depend on it
 */
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
  for (const { isMet, fix } of prerequisites) if (!(await isMet(readProgram))) problems.push(fix);
  return problems;
}
