import { type Accounts, describeDifference, findAccounts } from './accounts.ts';
import { type ReadOutput, readOutput } from './command.ts';
import { missingBudgetRight, missingRights } from './missing-rights.ts';
import { type DeployOptions, UsageError } from './options.ts';
import { terraformProgram } from './terraform-program.ts';

/** @returns a sentence that says what is missing and what to do, or nothing */
type Prerequisite = (readProgram: ReadOutput) => Promise<string[]>;

/** The programs that must be installed. */
const tools: readonly Prerequisite[] = [
  async (readProgram) =>
    (await readProgram('gcloud', ['--version'])) === undefined
      ? ['gcloud is missing: install it from https://cloud.google.com/sdk/docs/install.']
      : [],
  async (readProgram) => {
    const [program, ...first] = terraformProgram();
    const json = await readProgram(program, [...first, 'version', '-json']);
    const [major = 0, minor = 0] =
      /"terraform_version": *"(\d+)\.(\d+)/
        .exec(json ?? '')
        ?.slice(1)
        .map(Number) ?? [];
    return major === 1 && minor >= 11
      ? []
      : [
          'terraform is missing or too old: install 1.11 or newer from https://developer.hashicorp.com/terraform/install.',
        ];
  },
];

/** What must exist at Google. */
const access = ({ project }: DeployOptions): Prerequisite[] => [
  async (readProgram) => {
    const { output, reason } = await describe(
      readProgram,
      ['projects', 'describe', project],
      ['--format=value(projectId)'],
    );
    return output === project
      ? []
      : [
          `The project ${project} does not exist, or this account may not see it: create it, or ask for the role Owner on it.${reason}`,
        ];
  },
  async (readProgram) => {
    const { output, reason } = await describe(
      readProgram,
      ['billing', 'projects', 'describe', project],
      ['--format=value(billingEnabled)'],
    );
    return output === 'True'
      ? []
      : [
          `The project ${project} has no billing account: gcloud billing projects link ${project} --billing-account=ACCOUNT.${reason}`,
        ];
  },
];

/** What gcloud prints, or the first line of its reason. */
async function describe(
  readProgram: ReadOutput,
  command: readonly string[],
  format: readonly string[],
): Promise<{ output: string | undefined; reason: string }> {
  let reason = '';
  const output = await readProgram('gcloud', [...command, ...format], (errors) => {
    const [line = ''] = errors.split('\n').filter((each) => each.startsWith('ERROR'));
    if (line !== '') reason = `\n  gcloud says: ${line.slice(0, 500)}`;
  });
  return { output, reason };
}

/** The missing programs: for each, a sentence that says what to do. */
export function missingTools(readProgram: ReadOutput = readOutput): Promise<string[]> {
  return missing(tools, readProgram);
}

/**
 * Requires the programs, the accounts, the project and the rights in it, and warns if gcloud and
 * Terraform act as different accounts.
 * @throws UsageError with what is missing in the first stage that fails, as later ones depend on it
 */
export async function requireAccess(
  options: DeployOptions,
  readProgram: ReadOutput = readOutput,
): Promise<Accounts> {
  requireNothing(await missing(tools, readProgram));
  const accounts = await findAccounts(readProgram);
  if (Array.isArray(accounts)) throw new UsageError(accounts.join('\n'));
  requireNothing(await missing(access(options), readProgram));
  requireNothing(await missingRights(options.project, accounts));
  const difference = describeDifference(accounts);
  if (difference !== undefined) console.log(`Warning: ${difference}\n`);
  return accounts;
}

/** @throws UsageError if there is to be a budget that the account of Terraform may not make */
export async function requireBudgetRight(
  billingAccount: string | null,
  accounts: Accounts,
): Promise<void> {
  if (billingAccount !== null) requireNothing(await missingBudgetRight(billingAccount, accounts));
}

function requireNothing(problems: readonly string[]): void {
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
}

async function missing(
  prerequisites: readonly Prerequisite[],
  readProgram: ReadOutput,
): Promise<string[]> {
  return (await Promise.all(prerequisites.map((each) => each(readProgram)))).flat();
}

/** The project's number; undefined if gcloud does not say it. */
export function readProjectNumber(
  { project }: DeployOptions,
  readProgram: ReadOutput = readOutput,
): Promise<string | undefined> {
  return readProgram('gcloud', [
    ...['projects', 'describe', project],
    '--format=value(projectNumber)',
  ]);
}
