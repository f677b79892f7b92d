import { read } from './command.ts';
import { type DeployOptions, UsageError } from './options.ts';
import { newestVersionArguments } from './plan.ts';
import type { Ask } from './prerequisites.ts';
import { secrets } from './secret-names.ts';

/** The newest version of each secret that has one. */
export async function findSecretVersions(
  options: DeployOptions,
  ask: Ask = read,
): Promise<Record<string, string>> {
  const versions: Record<string, string> = {};
  for (const variable of Object.keys(secrets)) {
    const version = await ask('gcloud', newestVersionArguments(options, variable));
    if (version !== undefined && version !== '') versions[variable] = version;
  }
  return versions;
}

/**
 * The same, for a deploy.
 * @throws UsageError when a required one has none: its function would fail its first deploy
 */
export async function readSecretVersions(
  options: DeployOptions,
  ask: Ask = read,
): Promise<Record<string, string>> {
  const versions = await findSecretVersions(options, ask);
  for (const [variable, { required }] of Object.entries(secrets)) {
    if (!required || variable in versions) continue;
    throw new UsageError(
      `${variable} has no version, or this account may not list it: npm run secrets -- --project ${options.project} --region ${options.region}`,
    );
  }
  return versions;
}
