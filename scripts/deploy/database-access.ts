import type { DeployOptions } from './options.ts';

/** The value of CLOUD_SQL_INSTANCE. */
export function instanceName({ project, region, instance }: DeployOptions): string {
  return `${project}:${region}:${instance}`;
}

/** The DATABASE_URL with which the built-in user connects through the connector. */
export function builtInUserUrl(options: DeployOptions, password: string): string {
  return `postgresql://postgres:${encodeURIComponent(password)}@/docpilot?host=/cloudsql/${instanceName(options)}`;
}

/** The address of the migrator's service account. */
export function migratorAddress({ project }: DeployOptions): string {
  return `docpilot-migrator@${project}.iam.gserviceaccount.com`;
}
