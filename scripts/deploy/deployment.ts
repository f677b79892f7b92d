import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DeployOptions, UsageError } from './options.ts';

/** The decisions of a team. They contain no secret and are committed to its repository. */
export interface Deployment {
  /** By variable, as in README's table. */
  settings: Record<string, string>;
  publicAccess: 'all-users' | 'no-invoker-check';
  alertEmail: string | null;
  billingAccount: string | null;
  /** Who may migrate, for example user:ann@example.com. */
  deployers: string[];
}

/** The Terraform variables of base and app. */
export function terraformVariables(
  { project, region, instance }: DeployOptions,
  { settings, publicAccess, alertEmail, billingAccount, deployers }: Deployment,
): { base: object; app: object } {
  const common = { project_id: project, region, instance_name: instance };
  return {
    base: { ...common, deployers, vertex_embeddings: settings.EMBED_PROVIDER === 'vertex' },
    app: {
      ...common,
      settings,
      public_access: publicAccess,
      alert_email: alertEmail,
      billing_account: billingAccount,
    },
  };
}

export function variablesFile(project: string): string {
  return `${project}.tfvars.json`;
}

/** Writes the variables to the files that Terraform reads. */
export function writeDeployment(
  root: string,
  options: DeployOptions,
  deployment: Deployment,
): void {
  for (const [half, variables] of Object.entries(terraformVariables(options, deployment))) {
    const file = join(root, 'terraform', half, variablesFile(options.project));
    writeFileSync(file, `${JSON.stringify(variables, null, 2)}\n`);
  }
}

/** Reads the decisions; undefined if quickstart has not written them. */
export function readDeployment(root: string, project: string): Deployment | undefined {
  const [base, app] = ['base', 'app'].map((half) =>
    join(root, 'terraform', half, variablesFile(project)),
  );
  if (base === undefined || app === undefined || !existsSync(base) || !existsSync(app)) {
    return undefined;
  }
  const { deployers = [] } = JSON.parse(readFileSync(base, 'utf8'));
  const values = JSON.parse(readFileSync(app, 'utf8'));
  return {
    settings: values.settings,
    publicAccess: values.public_access ?? 'no-invoker-check',
    alertEmail: values.alert_email ?? null,
    billingAccount: values.billing_account ?? null,
    deployers,
  };
}

/** @throws UsageError if quickstart has not written them */
export function requireDeployment(root: string, project: string): Deployment {
  const deployment = readDeployment(root, project);
  if (deployment !== undefined) return deployment;
  throw new UsageError(
    `There is no terraform/app/${variablesFile(project)}: run npm run quickstart first, which writes it.`,
  );
}
