import { within } from '@docpilot/shared/open-google-auth';
import { type AuthClient, GoogleAuth, Impersonated } from 'google-auth-library';

/** The scope for exchanging a token for one of another account. */
const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';
/** The scopes for looking up an instance, and for signing in to its database. */
const cloudSql = ['admin', 'login'].map(
  (name) => `https://www.googleapis.com/auth/sqlservice.${name}`,
);

/**
 * The credentials of the person or Workload Identity that runs this. Requests use the quota of the
 * project that is deployed to, as a person's own quota project may not have the required APIs.
 * @throws Error that says how to get credentials
 */
export async function ownCredentials(project: string): Promise<AuthClient> {
  const auth = new GoogleAuth({
    scopes: [cloudPlatform],
    projectId: project,
    clientOptions: { transporterOptions: { adapter: within() } },
  });
  try {
    const client = await auth.getClient();
    client.quotaProjectId = project;
    return client;
  } catch (cause) {
    throw new Error('There are no credentials: run gcloud auth application-default login.', {
      cause,
    });
  }
}

/**
 * Credentials that impersonate another account, for an hour at a time. `own` needs the role Service
 * Account Token Creator on that account.
 * @param endpoint the address of the IAM credentials API; only tests set it
 */
export function impersonate(own: AuthClient, account: string, endpoint?: string): AuthClient {
  return new Impersonated({
    sourceClient: own,
    targetPrincipal: account,
    targetScopes: cloudSql,
    transporterOptions: { adapter: within() },
    ...(own.quotaProjectId === undefined ? {} : { quotaProjectId: own.quotaProjectId }),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}
