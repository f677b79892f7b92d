import { CommandFailed, type ReadOutput, readOutput } from './command.ts';
import { isApiDisabled } from './known-errors.ts';
import { type DeployOptions, UsageError } from './options.ts';
import { newestVersionArguments } from './plan.ts';
import { secretId, secrets } from './secret-names.ts';

/**
 * The newest enabled version of each secret that has one, by variable.
 * @throws UsageError if the secrets must exist already, and do not
 * @throws CommandFailed if that is not known: a key that is there must not be made again
 */
export async function findSecretVersions(
  options: DeployOptions,
  readProgram: ReadOutput = readOutput,
  { mustExist = false } = {},
): Promise<Record<string, string>> {
  const found = await Promise.all(
    Object.keys(secrets).map(async (variable) => {
      let errors = '';
      const version = await readProgram(
        'gcloud',
        newestVersionArguments(options, variable),
        (text) => {
          errors = text;
        },
      );
      // In a new project, there is neither the secret nor the API.
      const isAbsent = errors.includes('NOT_FOUND') || isApiDisabled(errors);
      if (isAbsent && mustExist) {
        throw new UsageError(
          `There is no secret ${secretId(variable)} in ${options.project} yet. Terraform makes it: npm run quickstart -- --project ${options.project} --region ${options.region}`,
        );
      }
      if (errors !== '' && !isAbsent) {
        throw new CommandFailed(`The versions of ${variable} cannot be listed: ${errors}`, errors);
      }
      return [variable, version ?? ''];
    }),
  );
  return Object.fromEntries(found.filter(([, version]) => version !== ''));
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
      `${variable} has no version: npm run secrets -- --project ${options.project} --region ${options.region}`,
    );
  }
  return versions;
}
