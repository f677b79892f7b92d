import type { Account, Accounts } from './accounts.ts';
import { askGoogle } from './ask-google.ts';

/** One permission of each kind that a deploy needs; the role Owner has them all. */
const permissions = {
  gcloud: [
    'run.services.setIamPolicy',
    'secretmanager.versions.add',
    'serviceusage.services.enable',
    'storage.buckets.create',
  ],
  terraform: [
    'artifactregistry.repositories.create',
    'cloudfunctions.functions.create',
    'cloudscheduler.jobs.create',
    'cloudsql.instances.create',
    'iam.serviceAccounts.create',
    'iam.serviceAccounts.setIamPolicy',
    'logging.logMetrics.create',
    'monitoring.alertPolicies.create',
    'resourcemanager.projects.setIamPolicy',
    'run.services.setIamPolicy',
    'secretmanager.secrets.create',
    'workflows.workflows.create',
  ],
};

/**
 * Asks Google which of these permissions the accounts lack in the project. If Google does not answer,
 * no problem is reported: the commands will fail with their own messages.
 * @returns a sentence for each account that lacks some
 */
export async function missingRights(project: string, accounts: Accounts): Promise<string[]> {
  const [gcloud, terraform] = await Promise.all([
    lacking('cloudresourcemanager', `projects/${project}`, accounts.gcloud, permissions.gcloud),
    lacking(
      'cloudresourcemanager',
      `projects/${project}`,
      accounts.terraform,
      permissions.terraform,
    ),
  ]);
  const sentence = (account: Account, missing: readonly string[]) =>
    missing.length === 0
      ? []
      : [
          `${nameOf(account)} may not ${missing.join(', ')} in ${project}: ask for the role Owner on it, or run ${account.signIn} with another account.`,
        ];
  return [...sentence(accounts.gcloud, gcloud), ...sentence(accounts.terraform, terraform)];
}

/** The same for the budget, which belongs to a billing account and not to the project. */
export async function missingBudgetRight(
  billingAccount: string,
  { terraform }: Accounts,
): Promise<string[]> {
  const name = `billingAccounts/${billingAccount}`;
  const missing = await lacking('cloudbilling', name, terraform, [
    'billing.budgets.create',
    'billing.budgets.get',
  ]);
  if (missing.length === 0) return [];
  return [
    `${nameOf(terraform)} may not make a budget on the billing account ${billingAccount}: ask for the role Billing Account Costs Manager on it, or set "billing_account" to null in terraform/app (without a budget, everything else works).`,
  ];
}

async function lacking(
  service: 'cloudbilling' | 'cloudresourcemanager',
  resource: string,
  { token }: Account,
  needed: readonly string[],
): Promise<string[]> {
  const answer = await askGoogle<{ permissions?: string[] }>(
    service,
    `v1/${resource}:testIamPermissions`,
    token,
    { permissions: needed },
  );
  if (answer === undefined) return [];
  return needed.filter((permission) => !answer.permissions?.includes(permission));
}

function nameOf({ program, address }: Account): string {
  return address === undefined ? `${program}'s account` : `${program}'s account ${address}`;
}
