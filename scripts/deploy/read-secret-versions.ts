import { read } from './command.ts';
import { type DeployOptions, UsageError } from './options.ts';
import { newestVersionArguments } from './plan.ts';
import type { Ask } from './prerequisites.ts';
import { secrets } from './secret-names.ts';

/**
 * The newest version of each secret that has one.
 * @throws UsageError when a required one has none: its function would fail its first deploy
 */
export async function readSecretVersions(
  options: DeployOptions,
  ask: Ask = read,
): Promise<Record<string, string>> {
  const versions: Record<string, string> = {};
  for (const [variable, { required }] of Object.entries(secrets)) {
    const version = await ask('gcloud', newestVersionArguments(options, variable));
    if (version !== undefined && version !== '') versions[variable] = version;
    else if (required) {
      throw new UsageError(
        `${variable} has no version, or this account may not list it: npm run secrets -- --project ${options.project} --region ${options.region}`,
      );
    }
  }
  return versions;
}
