import { type AuthClient, GoogleAuth, Impersonated } from 'google-auth-library';

/** Lets a token be exchanged for one of another account, whatever that one may then do. */
const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';
/** To look up an instance, and to sign in to its database. */
const cloudSql = ['admin', 'login'].map(
  (name) => `https://www.googleapis.com/auth/sqlservice.${name}`,
);

/**
 * The credentials of whoever runs this: a person's application-default ones, or those of a Workload
 * Identity. Requests count against the project that is deployed to: another one, which a person's
 * credentials may name, need not have the APIs that are called here.
 * @throws Error that says how to get some
 */
export async function ownCredentials(project: string): Promise<AuthClient> {
  const auth = new GoogleAuth({ scopes: [cloudPlatform], projectId: project });
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
 * Another account's credentials, for an hour at a time. `own` needs the role Service Account Token
 * Creator on that account.
 * @param endpoint of the IAM credentials API; a test names a stand-in
 */
export function impersonate(own: AuthClient, account: string, endpoint?: string): AuthClient {
  return new Impersonated({
    sourceClient: own,
    targetPrincipal: account,
    targetScopes: cloudSql,
    ...(own.quotaProjectId === undefined ? {} : { quotaProjectId: own.quotaProjectId }),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}
