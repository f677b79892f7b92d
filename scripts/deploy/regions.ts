import { CommandFailed, type ReadOutput, readOutput } from './command.ts';
import type { DeployOptions } from './options.ts';

/** Where new projects may build: https://cloud.google.com/build/docs/locations, Restricted regions. */
const buildRegions = [
  'asia-east1',
  'australia-southeast1',
  'europe-west1',
  'southamerica-east1',
  'us-central1',
  'us-west2',
];

/** A warning for a region where a new project may not be allowed to build functions. */
export function buildWarning(region: string): string | undefined {
  if (buildRegions.includes(region)) return undefined;
  return `Google lets some projects, new ones above all, build only in ${buildRegions.join(', ')}. In ${region}, the functions may fail to build after the database was made: choose one of these, or ask for Cloud Build's quota in ${region} first.`;
}

/** The gcloud arguments that list the regions of Cloud Run, on which the functions run. */
export function regionsArguments({ project }: DeployOptions): string[] {
  return ['run', 'regions', 'list', `--project=${project}`, '--format=value(locationId)'];
}

/** @throws CommandFailed if Cloud Run is not offered in the region */
export async function requireRegion(
  options: DeployOptions,
  readProgram: ReadOutput = readOutput,
): Promise<void> {
  const { project, region } = options;
  let errors = '';
  const list = await readProgram('gcloud', regionsArguments(options), (text) => {
    errors = text;
  });
  if (list === undefined) {
    throw new CommandFailed(`The regions of ${project} cannot be listed: ${errors}`, errors);
  }
  const regions = list.split('\n').map((line) => line.trim());
  if (regions.includes(region)) return;
  throw new CommandFailed(
    `There is no region ${region} for this project. Nothing was made yet. Its regions are ${regions.join(', ')}.`,
  );
}
