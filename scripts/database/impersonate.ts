import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** The environment, as far as Google's libraries and gcloud look for credentials in it. */
type CredentialEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Credentials in the form Google's libraries read, which are another account's for an hour at a
 * time: whoever the source is needs the role Service Account Token Creator on that account.
 */
export function impersonatedCredentials(source: object, account: string): object {
  return {
    type: 'impersonated_service_account',
    service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:generateAccessToken`,
    source_credentials: source,
    delegates: [],
  };
}

/** Where a person's own credentials lie. @throws Error that says how to get some */
export function ownCredentials(environment: CredentialEnvironment): object {
  const file =
    environment.GOOGLE_APPLICATION_CREDENTIALS ??
    join(
      environment.CLOUDSDK_CONFIG ?? join(homedir(), '.config', 'gcloud'),
      'application_default_credentials.json',
    );
  if (!existsSync(file)) {
    throw new Error('There are no credentials: run gcloud auth application-default login.');
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Writes credentials where only this user may read them, for as long as the work takes. */
export async function withCredentialsFile<T>(
  credentials: object,
  work: (file: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'docpilot-credentials-'));
  const file = join(folder, 'credentials.json');
  try {
    chmodSync(folder, 0o700);
    writeFileSync(file, JSON.stringify(credentials), { mode: 0o600 });
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
