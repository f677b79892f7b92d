import type { DeployOptions } from './options.ts';

/** CLOUD_SQL_INSTANCE */
export function instanceName({ project, region, instance }: DeployOptions): string {
  return `${project}:${region}:${instance}`;
}

/** DATABASE_URL of the built-in user, by the connector. */
export function builtInUserUrl(options: DeployOptions, password: string): string {
  return `postgresql://postgres:${encodeURIComponent(password)}@/docpilot?host=/cloudsql/${instanceName(options)}`;
}

/** The migrator's address. */
export function migratorAddress({ project }: DeployOptions): string {
  return `docpilot-migrator@${project}.iam.gserviceaccount.com`;
}
