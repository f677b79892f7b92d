import type { ReadOutput } from './command.ts';
import { readOutput } from './command.ts';
import { type DeployOptions, UsageError } from './options.ts';
import { newestVersionArguments } from './plan.ts';
import { secrets } from './secret-names.ts';

/** The newest enabled version of each secret that has one, by variable. */
export async function findSecretVersions(
  options: DeployOptions,
  readProgram: ReadOutput = readOutput,
): Promise<Record<string, string>> {
  const versions: Record<string, string> = {};
  for (const variable of Object.keys(secrets)) {
    const version = await readProgram('gcloud', newestVersionArguments(options, variable));
    if (version !== undefined && version !== '') versions[variable] = version;
  }
  return versions;
}

/**
 * The same, but requires the secrets that a deploy needs.
 * @throws UsageError if a required secret has no version: its function would fail to deploy
 */
export async function readSecretVersions(
  options: DeployOptions,
  readProgram: ReadOutput = readOutput,
): Promise<Record<string, string>> {
  const versions = await findSecretVersions(options, readProgram);
  for (const [variable, { required }] of Object.entries(secrets)) {
    if (!required || variable in versions) continue;
    throw new UsageError(
      `${variable} has no version, or this account may not list it: npm run secrets -- --project ${options.project} --region ${options.region}`,
    );
  }
  return versions;
}
