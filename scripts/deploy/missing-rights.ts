import type { ReadOutput } from './command.ts';

/** One permission of each kind that a deploy needs; the role Owner has them all. */
const permissions = [
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
  'secretmanager.versions.add',
  'serviceusage.services.enable',
  'storage.buckets.create',
  'workflows.workflows.create',
];

/**
 * Asks Google which of these permissions the account lacks in the project. If Google does not
 * answer, no problem is reported: the commands will fail with their own messages.
 * @returns a sentence that names the missing permissions, or nothing
 */
export async function missingRights(
  project: string,
  readProgram: ReadOutput,
  apiUrl = 'https://cloudresourcemanager.googleapis.com',
): Promise<string[]> {
  const token = await readProgram('gcloud', ['auth', 'print-access-token']);
  if (token === undefined) return [];
  const response = await fetch(`${apiUrl}/v1/projects/${project}:testIamPermissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ permissions }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
  if (response?.status !== 200) return [];
  const granted = ((await response.json()) as { permissions?: string[] }).permissions ?? [];
  const missing = permissions.filter((permission) => !granted.includes(permission));
  if (missing.length === 0) return [];
  return [
    `This account may not ${missing.join(', ')} in ${project}: ask for the role Owner on it.`,
  ];
}
