import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DeployOptions, UsageError } from './options.ts';

/** What a team decides; the file is for its repository, and holds no secret. */
export interface Deployment {
  /** By their variables, as README's table has them. */
  settings: Record<string, string>;
  publicAccess: 'all-users' | 'no-invoker-check';
  alertEmail: string | null;
  billingAccount: string | null;
  /** Who may migrate, for example user:ann@example.com. */
  deployers: string[];
}

/** Terraform's variables of both halves. */
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

/** Writes the variables where Terraform reads them. */
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

/** @throws UsageError when quickstart was never here */
export function readPublicAccess(root: string, project: string): Deployment['publicAccess'] {
  const file = join('terraform', 'app', variablesFile(project));
  if (!existsSync(join(root, file))) {
    throw new UsageError(`There is no ${file}: run npm run quickstart first, which writes it.`);
  }
  return JSON.parse(readFileSync(join(root, file), 'utf8')).public_access;
}
